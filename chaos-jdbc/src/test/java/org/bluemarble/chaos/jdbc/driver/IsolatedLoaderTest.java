package org.bluemarble.chaos.jdbc.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The agent loads this package where no driver's class can be seen. */
class IsolatedLoaderTest {

    @Test
    void driversOfTheApplication_areReachedFromALoaderThatDoesNotSeeThem() throws Exception {
        URL[] ours = {Path.of("target", "classes").toUri().toURL()};
        try (TestDatabase database = TestDatabase.postgres("");
                Connection connection = database.open();
                URLClassLoader isolated = new URLClassLoader(ours, ClassLoader.getPlatformClassLoader())) {
            connection.setAutoCommit(false);
            Object session = sessionOf(isolated, connection);
            assertThat(session.getClass().getClassLoader()).isSameAs(isolated);

            invoke(session, "sever");

            SQLException thrown = DriverSessionContract.thrownBy(
                    () -> connection.createStatement().execute("SELECT 1"));
            assertThat(thrown.getSQLState()).isEqualTo("08006");
        }
    }

    private static Object sessionOf(ClassLoader isolated, Connection connection) throws Exception {
        Class<?> opener = isolated.loadClass(Opener.class.getName());
        Object none = opener.getField("NONE").get(null);
        Object sessions = isolated.loadClass(DriverSessions.class.getName())
                .getConstructor(opener)
                .newInstance(none);
        return sessions.getClass().getMethod("of", Connection.class).invoke(sessions, connection);
    }

    private static void invoke(Object session, String name) throws Exception {
        Method method = Class.forName(
                        DriverSession.class.getName(), true, session.getClass().getClassLoader())
                .getMethod(name);
        method.invoke(session);
    }
}

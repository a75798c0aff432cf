package org.bluemarble.chaos.jdbc.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class PhysicalConnectionTest {

    /** A wrapper that answers unwrap as it was told to. */
    private static Connection wrapper(Connection inner, BiFunction<Connection, Class<?>, Object> unwrap) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isWrapperFor")) {
                        return unwrap.apply((Connection) proxy, (Class<?>) arguments[0]) != null;
                    }
                    if (method.getName().equals("unwrap")) {
                        return unwrap.apply((Connection) proxy, (Class<?>) arguments[0]);
                    }
                    try {
                        return method.invoke(inner, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void nestedWrappers_areLookedThrough() throws SQLException {
        try (TestConnection real = TestConnection.open()) {
            Connection generic = wrapper(
                    real.connection(), (self, type) -> type.isInstance(real.connection()) ? real.connection() : null);
            Connection outer = wrapper(generic, (self, type) -> type == Connection.class ? generic : null);

            assertThat(DriverSessions.physicalOf(outer)).isSameAs(real.connection());
        }
    }

    @Test
    void wrapperThatNamesItself_isAskedForTheDriversClass() throws SQLException {
        try (TestConnection real = TestConnection.open()) {
            Connection outer = wrapper(
                    real.connection(),
                    (self, type) -> type.isInstance(self)
                            ? self
                            : type.isInstance(real.connection()) ? real.connection() : null);

            assertThat(DriverSessions.physicalOf(outer)).isSameAs(real.connection());
        }
    }

    @Test
    void wrapperThatLetsNobodyThrough_isItself() throws SQLException {
        try (TestConnection real = TestConnection.open()) {
            Connection outer = wrapper(real.connection(), (self, type) -> null);

            assertThat(DriverSessions.physicalOf(outer)).isSameAs(outer);
        }
    }

    @Test
    void physicalConnection_isItself() throws SQLException {
        try (TestConnection real = TestConnection.open()) {
            assertThat(DriverSessions.physicalOf(real.connection())).isSameAs(real.connection());
        }
    }

    private record TestConnection(Connection connection) implements AutoCloseable {
        static TestConnection open() throws SQLException {
            return new TestConnection(TestDatabase.h2Embedded().open());
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}

package org.bluemarble.chaos.jdbc.driver;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.bluemarble.chaos.servers.MariaDbServer;
import org.bluemarble.chaos.servers.PostgresServer;
import org.h2.tools.Server;

/** A database server and how one driver reaches it; servers are shared by all test classes of the JVM. */
public record TestDatabase(String url, int port, AutoCloseable server) implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    public static TestDatabase postgres(String parameters) {
        PostgresServer server = PostgresServer.builder().start();
        return new TestDatabase(server.jdbcUrl() + parameters, server.port(), server);
    }

    public static TestDatabase mariaDb(String parameters) {
        MariaDbServer server = startMariaDb();
        return new TestDatabase(server.jdbcUrl("game") + parameters, server.port(), server);
    }

    public static TestDatabase mySqlDriver(String parameters) {
        MariaDbServer server = startMariaDb();
        return new TestDatabase(server.mysqlJdbcUrl("game") + parameters, server.port(), server);
    }

    private static MariaDbServer startMariaDb() {
        MariaDbServer server = MariaDbServer.builder().start();
        server.createDatabase("game");
        return server;
    }

    public static TestDatabase h2Tcp(String parameters) throws SQLException {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        String url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:game" + NUMBER.incrementAndGet()
                + ";DB_CLOSE_DELAY=-1" + parameters;
        return new TestDatabase(url, server.getPort(), server::stop);
    }

    public static TestDatabase h2Embedded() {
        return new TestDatabase("jdbc:h2:mem:game" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1", 0, () -> {});
    }

    public Connection open() throws SQLException {
        return DriverManager.getConnection(url);
    }

    /** {@return a connection through another port, for example that of a {@link TcpRelay}} */
    Connection openThrough(int otherPort) throws SQLException {
        return DriverManager.getConnection(url.replace(":" + port, ":" + otherPort));
    }

    public void execute(String... statements) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}

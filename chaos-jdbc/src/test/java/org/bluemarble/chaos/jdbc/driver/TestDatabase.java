package org.bluemarble.chaos.jdbc.driver;

import java.io.PrintWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.bluemarble.chaos.servers.MariaDbBuilder;
import org.bluemarble.chaos.servers.MariaDbServer;
import org.bluemarble.chaos.servers.PostgresBuilder;
import org.bluemarble.chaos.servers.PostgresServer;

/** A database server of its own, and the driver by which it is reached. */
public record TestDatabase(String url, int port, Driver driver, AutoCloseable server)
        implements AutoCloseable, DataSource {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    public static TestDatabase postgres(String parameters) {
        return postgres(PostgresServer.builder(), parameters);
    }

    public static TestDatabase postgres(PostgresBuilder builder, String parameters) {
        PostgresServer server = builder.start();
        return on(server.jdbcUrl() + parameters, server.port(), server);
    }

    public static TestDatabase mariaDb(String parameters) {
        return mariaDb(MariaDbServer.builder(), parameters);
    }

    static TestDatabase mariaDb(MariaDbBuilder builder, String parameters) {
        MariaDbServer server = withGame(builder);
        return on(server.jdbcUrl("game") + parameters, server.port(), server);
    }

    public static TestDatabase mySqlDriver(String parameters) {
        return mySqlDriver(MariaDbServer.builder(), parameters);
    }

    static TestDatabase mySqlDriver(MariaDbBuilder builder, String parameters) {
        MariaDbServer server = withGame(builder);
        return on(server.mysqlJdbcUrl("game") + parameters, server.port(), server);
    }

    private static MariaDbServer withGame(MariaDbBuilder builder) {
        MariaDbServer server = builder.start();
        server.createDatabase("game");
        return server;
    }

    static TestDatabase h2Tcp() throws SQLException {
        return h2Tcp("");
    }

    public static TestDatabase h2Tcp(String parameters) throws SQLException {
        H2ServerProcess server = H2ServerProcess.start();
        String url = "jdbc:h2:tcp://localhost:" + server.port() + "/mem:game" + NUMBER.incrementAndGet()
                + ";DB_CLOSE_DELAY=-1" + parameters;
        return on(url, server.port(), server);
    }

    /** {@return a server that somebody else started and ends} */
    public static TestDatabase at(String url) {
        return on(url, 0, () -> {});
    }

    public static TestDatabase h2Embedded() {
        return on("jdbc:h2:mem:game" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1", 0, () -> {});
    }

    private static TestDatabase on(String url, int port, AutoCloseable server) {
        try {
            return new TestDatabase(url, port, DriverManager.getDriver(url), server);
        } catch (SQLException e) {
            throw new IllegalStateException("no driver on the class path for " + url, e);
        }
    }

    /** {@return the same, through another version of the driver, in a class loader of its own} */
    TestDatabase through(String jar) throws Exception {
        URL[] urls = {Path.of("target", "drivers", jar).toUri().toURL()};
        ClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
        Driver other = (Driver) loader.loadClass(driver.getClass().getName())
                .getDeclaredConstructor()
                .newInstance();
        return new TestDatabase(url, port, other, server);
    }

    public Connection open() throws SQLException {
        return openAt(url);
    }

    Connection openAt(String otherUrl) throws SQLException {
        return driver.connect(otherUrl, new Properties());
    }

    /** {@return a connection through another port, for example that of a {@link TcpRelay}} */
    Connection openThrough(int otherPort) throws SQLException {
        return openAt(url.replace(":" + port, ":" + otherPort));
    }

    public void execute(String... statements) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** {@return the number that a query gives, read by a connection of its own} */
    public int number(String query) throws SQLException {
        try (Connection witness = open();
                Statement statement = witness.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    @Override
    public void close() throws Exception {
        server.close();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return open();
    }

    @Override
    public Connection getConnection(String user, String password) {
        throw new UnsupportedOperationException("the user stands in the URL");
    }

    @Override
    public PrintWriter getLogWriter() {
        return new PrintWriter(System.err);
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}

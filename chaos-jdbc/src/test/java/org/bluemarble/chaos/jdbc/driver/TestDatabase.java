package org.bluemarble.chaos.jdbc.driver;

import java.io.PrintWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
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
import org.h2.tools.Server;

/** A database server of its own, and the driver by which it is reached. */
record TestDatabase(String url, int port, Driver driver, AutoCloseable server) implements AutoCloseable, DataSource {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    static TestDatabase postgres(String parameters) throws SQLException {
        return postgres(PostgresServer.builder(), parameters);
    }

    static TestDatabase postgres(PostgresBuilder builder, String parameters) throws SQLException {
        PostgresServer server = builder.start();
        return on(server.jdbcUrl() + parameters, server.port(), server);
    }

    static TestDatabase mariaDb(MariaDbBuilder builder, String parameters) throws SQLException {
        MariaDbServer server = withGame(builder);
        return on(server.jdbcUrl("game") + parameters, server.port(), server);
    }

    static TestDatabase mySqlDriver(MariaDbBuilder builder, String parameters) throws SQLException {
        MariaDbServer server = withGame(builder);
        return on(server.mysqlJdbcUrl("game") + parameters, server.port(), server);
    }

    private static MariaDbServer withGame(MariaDbBuilder builder) {
        MariaDbServer server = builder.start();
        server.createDatabase("game");
        return server;
    }

    static TestDatabase h2Tcp() throws SQLException {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        String url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:game" + NUMBER.incrementAndGet()
                + ";DB_CLOSE_DELAY=-1";
        return on(url, server.getPort(), server::stop);
    }

    static TestDatabase h2Embedded() throws SQLException {
        return on("jdbc:h2:mem:game" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1", 0, () -> {});
    }

    private static TestDatabase on(String url, int port, AutoCloseable server) throws SQLException {
        return new TestDatabase(url, port, DriverManager.getDriver(url), server);
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

    Connection open() throws SQLException {
        return openAt(url);
    }

    Connection openAt(String otherUrl) throws SQLException {
        return driver.connect(otherUrl, new Properties());
    }

    /** {@return a connection through another port, for example that of a {@link TcpRelay}} */
    Connection openThrough(int otherPort) throws SQLException {
        return openAt(url.replace(":" + port, ":" + otherPort));
    }

    void execute(String... statements) throws SQLException {
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

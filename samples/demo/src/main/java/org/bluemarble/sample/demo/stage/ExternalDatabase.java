package org.bluemarble.sample.demo.stage;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.bluemarble.chaos.servers.PostgresServer;
import org.bluemarble.sample.game.economy.Dialect;
import org.bluemarble.sample.game.economy.ServerKind;

/**
 * Somebody's database. The demo creates the game's tables in it, empties them between runs and drops them at the end, so it
 * insists on a database in which none of these tables exists; a table of its own says that they are the demo's.
 */
public final class ExternalDatabase implements DemoDatabase {
    private static final String MARK = "demo_mark";
    private static final Set<String> TABLES = Set.of("shard", "ledger", "trade", "op", "item", "wallet");

    private final String url;
    private final DataSource connections;

    private ExternalDatabase(String url) {
        this.url = url;
        this.connections = DemoDatabase.connections(url);
    }

    /**
     * Connects, and makes sure that nothing of value is there.
     *
     * @throws StageException if the URL is none of ours, nobody answers there, or it holds tables that are not the demo's
     */
    public static ExternalDatabase open(String url) throws StageException {
        if (Dialect.of(url).isEmpty() || (url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:tcp:"))) {
            throw new StageException(
                    "--jdbc-url was '" + shown(url) + "' but must begin with jdbc:postgresql:, jdbc:mariadb:"
                            + " or jdbc:h2:tcp:; the game server and the checker reach it from two processes");
        }
        ExternalDatabase database = new ExternalDatabase(url);
        try (Connection connection = database.connections.getConnection()) {
            database.claim(connection);
            return database;
        } catch (SQLException e) {
            throw new StageException(
                    "--jdbc-url was '" + shown(url) + "' but must be a database that can be reached: " + e.getMessage()
                            + "; is it running, and do user and password stand in the URL?",
                    e);
        }
    }

    private void claim(Connection connection) throws SQLException, StageException {
        Set<String> found = tables(connection);
        if (!found.isEmpty() && !found.contains(MARK)) {
            throw new StageException("--jdbc-url was '" + shown(url) + "' but must be a database without tables "
                    + String.join(", ", found) + "; the demo would empty them, so give it a database of its own");
        }
        if (found.isEmpty()) {
            execute(connection, "create table " + MARK + "(what varchar(80))");
        }
    }

    @Override
    public String prepareFor(ServerKind server) throws StageException {
        try (Connection connection = connections.getConnection()) {
            drop(connection, TABLES);
            return url;
        } catch (SQLException e) {
            throw new StageException("the tables of an earlier server could not be dropped: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<PostgresServer> process() {
        return Optional.empty();
    }

    @Override
    public void close() throws StageException {
        try (Connection connection = connections.getConnection()) {
            drop(connection, TABLES);
            // Last, so that a demo that is interrupted here still finds its mark.
            drop(connection, Set.of(MARK));
        } catch (SQLException e) {
            throw new StageException("the demo's tables could not be dropped: " + e.getMessage(), e);
        }
    }

    private static void drop(Connection connection, Set<String> tables) throws SQLException {
        for (String table : tables) {
            execute(connection, "drop table if exists " + table);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        Set<String> found = new TreeSet<>();
        DatabaseMetaData metaData = connection.getMetaData();
        try (ResultSet rows = metaData.getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
            while (rows.next()) {
                String name = rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                if (TABLES.contains(name) || name.equals(MARK)) {
                    found.add(name);
                }
            }
        }
        return found;
    }

    /** Passwords do not belong on a screen. */
    private static String shown(String url) {
        return url.replaceAll("(?i)(password=)[^&;]*", "$1***");
    }
}

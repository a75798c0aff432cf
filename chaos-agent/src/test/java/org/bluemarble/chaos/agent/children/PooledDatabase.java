package org.bluemarble.chaos.agent.children;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Scanner;

/** A server as most are: HikariCP around a driver. Knows nothing of us. */
public final class PooledDatabase {

    private PooledDatabase() {}

    /** Commits a row for every line that it reads on standard input. */
    public static void main(String[] arguments) throws SQLException {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(arguments[0]);
            pool.setAutoCommit(false);
            pool.setMaximumPoolSize(2);
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table trades (id int)");
                connection.commit();
            }
            System.out.println("ready");
            Scanner in = new Scanner(System.in);
            while (in.hasNextLine()) {
                String command = in.nextLine();
                System.out.println(command + " " + trade(pool));
            }
        }
    }

    private static String trade(HikariDataSource pool) {
        String outcome = "not tried";
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into trades values (1)");
            outcome = commit(connection);
        } catch (SQLException closing) {
            // A pool that does not know that the connection is lost fails to reset it.
            return outcome;
        }
        return outcome;
    }

    private static String commit(Connection connection) {
        try {
            connection.commit();
            return "committed";
        } catch (SQLException failure) {
            return "failed " + failure.getSQLState() + " " + failure.getClass().getName();
        }
    }
}

package org.bluemarble.chaos.agent.children;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Scanner;
import javax.sql.DataSource;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.jdbc.ChaosDataSource;
import org.h2.jdbcx.JdbcDataSource;

/** An application that wraps its data source with the library when it reads {@code wrap}, and commits on any other line. */
public final class WrappedDatabase {

    private WrappedDatabase() {}

    public static void main(String[] arguments) throws SQLException {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setUrl("jdbc:h2:mem:wrapped;DB_CLOSE_DELAY=-1");
        DataSource source = h2;
        commit(source);
        System.out.println("ready");
        Scanner in = new Scanner(System.in);
        while (in.hasNextLine()) {
            String word = in.nextLine();
            if (word.equals("wrap")) {
                source = ChaosDataSource.wrap((DataSource) h2, Chaos.global());
            }
            System.out.println(word + " " + commit(source));
        }
    }

    private static String commit(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("create table if not exists trades (id int)");
            statement.executeUpdate("insert into trades values (1)");
            return outcome(connection);
        }
    }

    private static String outcome(Connection connection) {
        try {
            connection.commit();
            return "committed";
        } catch (SQLException failure) {
            return "failed " + failure.getSQLState();
        }
    }
}

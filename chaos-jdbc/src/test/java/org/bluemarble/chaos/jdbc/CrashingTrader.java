package org.bluemarble.chaos.jdbc;

import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.bluemarble.chaos.Ceiling;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;

/**
 * A JVM that arms a crash, trades once and must not survive it. Arguments: {@code library} or {@code agent}, the database's
 * URL, the rule.
 */
final class CrashingTrader {

    private CrashingTrader() {}

    public static void main(String[] arguments) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("a shutdown hook ran")));
        boolean library = arguments[0].equals("library");
        DataSource drivers = TestDatabase.at(arguments[1]);
        Chaos chaos = library
                ? Chaos.builder("crash")
                        .ceiling(Ceiling.DEFAULT.allowing("crash"))
                        .build()
                : Chaos.global();
        DataSource dataSource = library ? ChaosDataSource.wrap(drivers, chaos) : drivers;
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("update wallet set gold = gold + 5");
            chaos.arm(arguments[2]);
            System.out.println("committing");
            connection.commit();
            System.out.println("committed");
            // A crash at a random moment may still be on its way.
            Thread.currentThread().join(10_000);
        }
        System.out.println("survived");
    }
}

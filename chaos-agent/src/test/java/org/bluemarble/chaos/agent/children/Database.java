package org.bluemarble.chaos.agent.children;

import java.lang.management.ManagementFactory;
import java.security.CodeSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Scanner;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * An application with a table, in memory or in a database. Does what it reads on standard input: {@code tx} inserts a row and commits,
 * {@code count} counts them, {@code use} goes on with another database, {@code load} loads a class, {@code weaves} prints what the
 * agent reports over JMX.
 */
public final class Database {

    private static String url = "jdbc:h2:mem:child;DB_CLOSE_DELAY=-1";

    private Database() {}

    /** The argument, if there is one, is the URL of a database to use instead. */
    public static void main(String[] arguments) throws Exception {
        use(arguments.length == 0 ? url : arguments[0]);
        System.out.println("ready");
        Scanner in = new Scanner(System.in);
        while (in.hasNextLine()) {
            String[] words = in.nextLine().split(" ");
            switch (words[0]) {
                case "tx" -> System.out.println("tx " + transaction());
                case "use" -> use(words[1]);
                case "count" -> System.out.println("count " + count());
                case "load" -> load(words[1]);
                case "weaves" -> weaves();
                default -> throw new IllegalArgumentException(words[0]);
            }
        }
    }

    private static void use(String database) throws SQLException {
        url = database;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists trades (id int)");
        }
        System.out.println("using " + url);
    }

    private static void load(String name) throws ClassNotFoundException {
        CodeSource source = Class.forName(name).getProtectionDomain().getCodeSource();
        System.out.println("loaded " + name + " from " + (source == null ? "the JDK" : source.getLocation()));
    }

    private static String transaction() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("insert into trades values (1)");
                connection.commit();
                return "committed";
            } catch (SQLException failure) {
                return "failed " + failure.getSQLState() + " "
                        + failure.getClass().getName();
            }
        }
    }

    private static int count() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from trades")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void weaves() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Object weaves = server.getAttribute(new ObjectName("org.bluemarble.chaos:type=Chaos"), "Weaves");
        for (CompositeData weave : (CompositeData[]) weaves) {
            System.out.println("weave " + weave.get("name") + " | " + weave.get("state") + " | " + weave.get("detail"));
        }
        System.out.println("weaves end");
    }
}

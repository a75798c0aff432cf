package org.bluemarble.chaos.bench;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;

/**
 * The main class of a measured JVM: small trades on HikariCP and PostgreSQL, as fast as they go, for as long as each line on
 * standard input says. Each thread trades between two accounts of its own, so that no trade waits for another.
 */
final class TransactionLoop {

    static final String READY = "ready";
    static final String RESULT = "result";
    static final String NO_RULE = "-";

    private static final String POINT_ELSEWHERE = "bench.elsewhere";

    private final HikariDataSource pool;
    private final int threads;
    private final String tables;
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private TransactionLoop(HikariDataSource pool, int threads, String tables) {
        this.pool = pool;
        this.threads = threads;
        this.tables = tables;
    }

    /** Takes the JDBC URL, the threads, a name for the tables, and the rule to arm. */
    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[1]);
        if (!arguments[3].equals(NO_RULE)) {
            Chaos.point(POINT_ELSEWHERE);
            ArmedRule armed = Chaos.global().arm(arguments[3]);
            System.err.println("armed " + armed);
        }
        try (HikariDataSource pool = pool(arguments[0], threads)) {
            new TransactionLoop(pool, threads, arguments[2]).obey();
        }
    }

    private void obey() throws SQLException, IOException, InterruptedException, ExecutionException {
        makeTables();
        System.out.println(READY + " now");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            long cpu = system.getProcessCpuTime();
            long start = System.nanoTime();
            long trades = run(Long.parseLong(line));
            double seconds = (System.nanoTime() - start) / 1e9;
            double cpuMicros = (system.getProcessCpuTime() - cpu) / 1e3;
            System.out.println(RESULT + " " + trades / seconds + " " + cpuMicros / trades);
        }
    }

    private static HikariDataSource pool(String url, int threads) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(threads);
        config.setAutoCommit(false);
        return new HikariDataSource(config);
    }

    private long run(long millis) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + millis * 1_000_000;
        long trades = 0;
        ExecutorService traders = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Long>> loops = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int first = 2 * i;
                loops.add(() -> {
                    long done = 0;
                    while (System.nanoTime() - end < 0) {
                        trade(first);
                        done++;
                    }
                    return done;
                });
            }
            for (Future<Long> loop : traders.invokeAll(loops)) {
                trades += loop.get();
            }
        } finally {
            traders.shutdown();
        }
        return trades;
    }

    private void makeTables() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists wallet_" + tables + ", movement_" + tables);
            statement.execute("create table wallet_" + tables + " (player int primary key, gold bigint not null)");
            statement.execute("create table movement_" + tables + " (player int, gold bigint)");
            for (int player = 0; player < 2 * threads; player++) {
                statement.execute("insert into wallet_" + tables + " values (" + player + ", 1000)");
            }
            connection.commit();
        }
    }

    private void trade(int first) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            try (PreparedStatement read = connection.prepareStatement(
                    "select gold from wallet_" + tables + " where player in (?, ?) for update")) {
                read.setInt(1, first);
                read.setInt(2, first + 1);
                read.executeQuery().close();
            }
            pay(connection, first, -1);
            pay(connection, first + 1, 1);
            try (PreparedStatement note =
                    connection.prepareStatement("insert into movement_" + tables + " values (?, ?)")) {
                note.setInt(1, first);
                note.setLong(2, 1);
                note.executeUpdate();
            }
            connection.commit();
        }
    }

    private void pay(Connection connection, int player, long gold) throws SQLException {
        try (PreparedStatement payment =
                connection.prepareStatement("update wallet_" + tables + " set gold = gold + ? where player = ?")) {
            payment.setLong(1, gold);
            payment.setInt(2, player);
            payment.executeUpdate();
        }
    }
}

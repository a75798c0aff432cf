package org.bluemarble.chaos.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.bluemarble.chaos.servers.PostgresServer;
import org.jspecify.annotations.Nullable;

/** One way of running the transaction loop, and what it gave. Not thread-safe. */
final class Variant {

    private final String name;
    private final boolean underAgent;
    private final @Nullable String rule;

    private double rate;
    private double cpuMicros;
    private Samples rates = new Samples();
    private Samples rateRatios = new Samples();
    private Samples cpuRatios = new Samples();
    private final Samples runRates = new Samples();
    private final Samples runRateRatios = new Samples();
    private final Samples runCpuRatios = new Samples();

    Variant(String name, boolean underAgent, @Nullable String rule) {
        this.name = name;
        this.underAgent = underAgent;
        this.rule = rule;
    }

    ChildJvm start(Path agent, PostgresServer database, int threads) throws IOException {
        return ChildJvm.start(
                underAgent ? agent : null,
                TransactionLoop.class,
                database.jdbcUrl(),
                Integer.toString(threads),
                // Tables of its own: the JVMs of a run share one database.
                name.replaceAll("[^a-z]+", "_"),
                rule == null ? TransactionLoop.NO_RULE : rule);
    }

    void read(String result) {
        String[] numbers = result.split(" ", -1);
        rate = Double.parseDouble(numbers[0]);
        cpuMicros = Double.parseDouble(numbers[1]);
    }

    void keepTurn(Variant base) {
        rates.add(rate);
        rateRatios.add(rate / base.rate);
        cpuRatios.add(cpuMicros / base.cpuMicros);
    }

    void keepRun() {
        runRates.add(rates.median());
        runRateRatios.add(rateRatios.median());
        runCpuRatios.add(cpuRatios.median());
        rates = new Samples();
        rateRatios = new Samples();
        cpuRatios = new Samples();
    }

    String lastRun() {
        return String.format(
                Locale.ROOT,
                "%-38s %6.0f transactions/s, ratio %.3f, CPU per transaction %.3f",
                name,
                runRates.last(),
                runRateRatios.last(),
                runCpuRatios.last());
    }

    String allRuns() {
        return String.format(
                Locale.ROOT,
                "%-38s %s transactions/s, ratio %s, CPU per transaction %s",
                name,
                runRates.summary("%.0f"),
                runRateRatios.summary("%.3f"),
                runCpuRatios.summary("%.3f"));
    }
}

package org.bluemarble.chaos.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jboss.byteman.agent.Main;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures {@link UndisturbedCall}, each of its benchmarks in JVMs of its own, one JVM of each in turn, so that what else
 * the machine does falls on all of them alike.
 */
@Command(
        name = "chaos-peers",
        mixinStandardHelpOptions = true,
        description = "Compares an undisturbed call under this project, Byteman and Chaos Monkey for Spring Boot.")
public final class PeersMain implements Callable<Integer> {

    @Option(names = "--rounds", defaultValue = "5", description = "JVMs of each kind (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--millis", defaultValue = "200", description = "of each iteration (default: ${DEFAULT-VALUE})")
    private int millis;

    PeersMain() {}

    /** Runs the comparison. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PeersMain()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path script = script();
        try {
            List<Variant> variants = variants(script);
            Map<Variant, List<Double>> nanos = new LinkedHashMap<>();
            variants.forEach(variant -> nanos.put(variant, new ArrayList<>()));
            for (int round = 1; round <= rounds; round++) {
                for (Variant variant : variants) {
                    double mean = measure(variant);
                    nanos.getOrDefault(variant, List.of()).add(mean);
                    System.out.printf(Locale.ROOT, "round %d  %-46s %10.2f ns%n", round, variant.name(), mean);
                }
            }
            print(variants, nanos);
        } finally {
            Files.deleteIfExists(script);
        }
        return 0;
    }

    private static List<Variant> variants(Path script) {
        String byteman = "-javaagent:" + jarOf(Main.class) + "=script:" + script;
        return List.of(
                new Variant("the method alone", "plain", List.of()),
                new Variant("a point, disarmed", "disarmedPoint", List.of()),
                new Variant("a point, armed for another player", "armedPoint", List.of()),
                new Variant("Byteman, rule false", "byteman", List.of(byteman)),
                new Variant(
                        "Byteman, rule compiled to bytecode, false",
                        "byteman",
                        List.of(byteman, "-Dorg.jboss.byteman.compile.to.bytecode=true")),
                new Variant("Chaos Monkey, enabled, no assault active", "chaosMonkey", List.of()));
    }

    private double measure(Variant variant) throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder()
                        .include("UndisturbedCall\\." + variant.benchmark() + "$")
                        .forks(1)
                        .warmupIterations(10)
                        .warmupTime(TimeValue.milliseconds(millis))
                        .measurementIterations(15)
                        .measurementTime(TimeValue.milliseconds(millis))
                        .jvmArgsAppend(variant.jvmArguments().toArray(new String[0]))
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .runSingle();
        Result<?> primary = result.getPrimaryResult();
        // The median of the iterations: one that the machine interrupted must not count.
        return primary.getStatistics().getPercentile(50);
    }

    private void print(List<Variant> variants, Map<Variant, List<Double>> nanos) {
        double plain = median(nanos.getOrDefault(variants.get(0), List.of()));
        double armed = median(nanos.getOrDefault(variants.get(2), List.of())) - plain;
        System.out.println("medians of " + rounds + " JVMs; added = less the method alone; ratio = to our armed point");
        for (Variant variant : variants) {
            double median = median(nanos.getOrDefault(variant, List.of()));
            System.out.printf(
                    Locale.ROOT,
                    "%-46s %10.2f ns  added %10.2f ns  ratio %8.2f%n",
                    variant.name(),
                    median,
                    median - plain,
                    (median - plain) / armed);
        }
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return Arrays.stream(sorted).skip((sorted.length - 1) / 2).findFirst().orElse(Double.NaN);
    }

    private static Path script() throws IOException {
        Path script = Files.createTempFile("elsewhere", ".btm");
        try (InputStream text = PeersMain.class.getResourceAsStream("/elsewhere.btm")) {
            if (text == null) {
                throw new IOException("elsewhere.btm was missing but must lie in chaos-peers.jar");
            }
            Files.copy(text, script, StandardCopyOption.REPLACE_EXISTING);
        }
        return script;
    }

    private static Path jarOf(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    /** One way to call the method. */
    private record Variant(String name, String benchmark, List<String> jvmArguments) {}
}

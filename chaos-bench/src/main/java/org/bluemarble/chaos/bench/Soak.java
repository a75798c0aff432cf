package org.bluemarble.chaos.bench;

import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.CallAttributes;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.ThrowException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Very many injections, under rules that are armed anew all the time: heap and classes must stay what they were. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description =
                "Decides, begins and ends injections, and shows heap and loaded classes after each tenth of them.")
final class Soak implements Callable<Integer> {

    private static final InjectionPoint POINT = Chaos.point("bench.soak");
    private static final int PER_RULE = 100_000;

    @Option(
            names = "--injections",
            defaultValue = "100000000",
            description = "in all, in steps of a million (default: ${DEFAULT-VALUE})")
    private long injections;

    @Override
    public Integer call() {
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        System.out.println("  injections     heap after GC   loaded classes   ns each");
        run(PER_RULE);
        for (int step = 0; step <= 10; step++) {
            long start = System.nanoTime();
            long count = step == 0 ? PER_RULE : injections / 10;
            run(count);
            double nanos = (double) (System.nanoTime() - start) / count;
            System.out.printf(
                    Locale.ROOT,
                    "%,12d %,12d KiB %,16d %9.0f%n",
                    step * (injections / 10),
                    heapAfterGc() / 1024,
                    classes.getLoadedClassCount(),
                    nanos);
        }
        return 0;
    }

    private static void run(long count) {
        for (long done = 0; done < count; done += PER_RULE) {
            FaultRule rule = FaultRule.named("soak-" + done / PER_RULE % 1000)
                    .at(POINT)
                    .inject(new ThrowException("java.lang.IllegalStateException", "soak"))
                    .ttl(Duration.ofMinutes(50))
                    .build();
            try (ArmedRule armed = Chaos.global().arm(rule)) {
                for (int i = 0; i < PER_RULE; i++) {
                    inject();
                }
                if (armed.counters().done() != PER_RULE) {
                    throw new IllegalStateException("injections were "
                            + armed.counters().done() + " but must be " + PER_RULE + ", or nothing is measured");
                }
            }
        }
    }

    private static void inject() {
        Injection injection = POINT.decide(CallAttributes.NONE);
        if (injection == null || !injection.begin()) {
            throw new IllegalStateException("the armed rule did not fire but must, or nothing is measured");
        }
        injection.done();
    }

    private static long heapAfterGc() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}

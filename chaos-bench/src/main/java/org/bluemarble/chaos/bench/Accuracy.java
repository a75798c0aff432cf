package org.bluemarble.chaos.bench;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.Latency;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How much longer than asked an injected latency takes, beside a bare {@code parkNanos} of the same time. */
@Command(
        name = "accuracy",
        mixinStandardHelpOptions = true,
        description = "Measures how exactly latencies of 1, 10, 50 and 200 ms are kept.")
final class Accuracy implements Callable<Integer> {

    private static final InjectionPoint POINT = Chaos.point("bench.accuracy");
    private static final int[] MILLIS = {1, 10, 50, 200};

    @Option(names = "--seconds", defaultValue = "10", description = "for each latency (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Override
    public Integer call() {
        System.out.println("microseconds more than asked");
        for (int millis : MILLIS) {
            Duration asked = Duration.ofMillis(millis);
            FaultRule rule = FaultRule.named("accuracy")
                    .at(POINT)
                    .inject(Latency.of(asked))
                    .ttl(Duration.ofMinutes(50))
                    .build();
            Samples errors = new Samples();
            try (ArmedRule armed = Chaos.global().arm(rule)) {
                int calls = Math.max(50, seconds * 1000 / millis);
                for (int i = 0; i < calls; i++) {
                    long start = System.nanoTime();
                    POINT.pass();
                    errors.add((System.nanoTime() - start - asked.toNanos()) / 1e3);
                }
                System.out.printf(
                        Locale.ROOT,
                        "%4d ms, %d injections  %s%n",
                        millis,
                        armed.counters().done(),
                        errors.tail("%.0f"));
            }
        }
        return 0;
    }
}

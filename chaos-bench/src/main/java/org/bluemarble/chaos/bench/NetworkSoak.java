package org.bluemarble.chaos.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.bluemarble.chaos.netty.FaultSoak;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rules of every kind over living connections, for as long as one likes; the numbers of messages must balance. */
@Command(
        name = "network-soak",
        mixinStandardHelpOptions = true,
        description =
                "Arms and disarms network rules by chance, and compares what came with what the rules say they did.")
final class NetworkSoak implements Callable<Integer> {

    @Option(
            names = "--seconds",
            defaultValue = "180",
            description = "on each transport that there is (default: ${DEFAULT-VALUE})")
    private long seconds;

    @Option(names = "--seed", description = "for the choice of rules (default: another each time)")
    private long seed = System.nanoTime();

    @Override
    public Integer call() {
        // Before Netty is touched: every buffer is followed, and those that are lost are told of.
        System.setProperty("io.netty.leakDetection.level", "paranoid");
        System.setProperty("io.netty.customResourceLeakDetector", "org.bluemarble.chaos.netty.CountedLeaks");
        System.out.println("seed " + seed);
        FaultSoak.run(seed, Duration.ofSeconds(seconds), System.out);
        return 0;
    }
}

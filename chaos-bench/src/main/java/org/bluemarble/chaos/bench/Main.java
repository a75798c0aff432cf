package org.bluemarble.chaos.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** The command line of {@code chaos-bench.jar}. */
@Command(
        name = "chaos-bench",
        mixinStandardHelpOptions = true,
        description = "Measures what the engine and the agent cost, and stresses the engine's races.",
        subcommands = {
            Main.Points.class,
            Main.Stress.class,
            Transactions.class,
            Network.class,
            NetworkSoak.class,
            Connections.class,
            OnePlayer.class,
            StartUp.class,
            Reaction.class,
            Accuracy.class,
            Soak.class
        },
        footer = {
            "",
            "Example: java -jar chaos-bench/target/chaos-bench.jar transactions --agent chaos-agent/target/chaos-agent.jar"
        })
public final class Main {

    Main() {}

    /** Runs one command and exits with its status. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("chaos-bench: " + failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    /** JMH, with JMH's own options. */
    @Command(name = "points", description = "Runs the JMH benchmarks of an injection point; takes JMH's own options.")
    static final class Points implements Callable<Integer> {

        @Unmatched
        private String[] options = {};

        @Override
        public Integer call() throws Exception {
            org.openjdk.jmh.Main.main(options);
            return 0;
        }
    }

    /** Jcstress, with its own options. */
    @Command(
            name = "stress",
            description = "Runs the jcstress tests of the engine's races; takes jcstress's own options.")
    static final class Stress implements Callable<Integer> {

        @Unmatched
        private String[] options = {};

        @Override
        public Integer call() throws Exception {
            org.openjdk.jcstress.Main.main(options);
            return 0;
        }
    }
}

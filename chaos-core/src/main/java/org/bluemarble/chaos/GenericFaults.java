package org.bluemarble.chaos;

import java.time.Duration;
import java.util.List;

/** The faults that no target module brings, as the catalogue describes them. */
final class GenericFaults {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration ZERO = Duration.ZERO;

    private static final List<Phase> AROUND = List.of(Phase.BEFORE, Phase.AFTER);

    private static final FaultDescriptor LATENCY = new FaultDescriptor(
            "latency",
            "The call is delayed: before, it takes effect late; after, it is answered late.",
            List.of(
                    ParameterDescriptor.duration("delay", "the delay of a fixed latency", ZERO, HOUR, "none")
                            .asMain(),
                    ParameterDescriptor.choice(
                            "distribution", "how delays are spread", LatencyReader.Distribution.spellings(), "fixed"),
                    ParameterDescriptor.duration("from", "uniform: the shortest delay", ZERO, HOUR, "none"),
                    ParameterDescriptor.duration("to", "uniform: the longest delay", ZERO, HOUR, "none"),
                    ParameterDescriptor.duration("mean", "normal: the mean", ZERO, HOUR, "none"),
                    ParameterDescriptor.duration("deviation", "normal: the standard deviation", ZERO, HOUR, "none"),
                    ParameterDescriptor.duration(
                            "median", "log-normal: half of the delays are shorter", ZERO, HOUR, "none"),
                    ParameterDescriptor.decimal("sigma", "log-normal: deviation of the logarithm", 0.001, 5, "none"),
                    ParameterDescriptor.duration("scale", "pareto: no delay is shorter", ZERO, HOUR, "none"),
                    ParameterDescriptor.decimal(
                            "shape", "pareto: the smaller, the longer the tail", 0.001, 100, "none"),
                    ParameterDescriptor.text(
                            "file",
                            "empirical: measured delays, in each line one or one,count; read at arming",
                            "none"),
                    ParameterDescriptor.duration("jitter", "up to so much more or less, evenly", ZERO, HOUR, "0ms"),
                    ParameterDescriptor.duration("max", "no delay is longer", Duration.ofNanos(1), HOUR, "1m")),
            AROUND,
            List.of(),
            true,
            false);

    private static final FaultDescriptor EXCEPTION = new FaultDescriptor(
            "exception",
            "The call ends with an exception of the named class.",
            List.of(
                    ParameterDescriptor.text("class", "binary name of the exception", ThrowException.DEFAULT_CLASS)
                            .asMain(),
                    ParameterDescriptor.text("message", "its message", ThrowException.DEFAULT_MESSAGE),
                    ParameterDescriptor.text("cause", "binary name of its cause's class", "none"),
                    ParameterDescriptor.text("state", "its second text, as an SQLState", "none"),
                    ParameterDescriptor.number(
                            "code", "its number, as a vendor code", Integer.MIN_VALUE, Integer.MAX_VALUE, "none")),
            AROUND,
            List.of(),
            false,
            false);

    private static final FaultDescriptor HANG = new FaultDescriptor(
            "hang",
            "The call waits until the rule is disarmed or its time to live ends, then goes on.",
            List.of(ParameterDescriptor.duration("duration", "the longest wait", MILLISECOND, HOUR, "until disarmed")
                    .asMain()),
            AROUND,
            List.of(),
            true,
            true);

    private static final FaultDescriptor STALL = new FaultDescriptor(
            "stall",
            "The calling thread stands still for a time, then the call goes on.",
            List.of(
                    ParameterDescriptor.duration("duration", "how long", MILLISECOND, Stall.LONGEST, null)
                            .asMain(),
                    ParameterDescriptor.choice(
                            "how",
                            "what the thread does: it is parked, or turns on one processor",
                            List.of("park", "spin"),
                            "park")),
            AROUND,
            List.of(),
            true,
            false);

    private static final FaultDescriptor RETURN_OVERRIDE = new FaultDescriptor(
            "return-override",
            "The caller gets another value: before, the call does not run; after, its result is thrown away.",
            List.of(ParameterDescriptor.text(
                            "value",
                            "the value as text: for an enum its name, for a list, set, map or array empty",
                            ReturnOverride.NOTHING)
                    .asMain()),
            AROUND,
            List.of(),
            false,
            false);

    private static final FaultDescriptor CRASH = new FaultDescriptor(
            "crash",
            "The JVM halts as after kill -9: no shutdown hook, no flush.",
            List.of(
                    ParameterDescriptor.choice(
                            "at",
                            "during: when the request was handed to the kernel, or up to 2 ms after the call began",
                            List.of("flushed", "random"),
                            "flushed"),
                    ParameterDescriptor.number("status", "the exit status", 0, 255, "" + Crash.EXIT_STATUS)),
            List.of(Phase.BEFORE, Phase.DURING, Phase.AFTER),
            List.of(),
            false,
            true);

    private static final FaultDescriptor EXIT = new FaultDescriptor(
            "exit",
            "The JVM exits as after SIGTERM: its shutdown hooks run while the calls go on.",
            List.of(
                    ParameterDescriptor.number("status", "the exit status", 0, 255, "" + Exit.DEFAULT_STATUS),
                    ParameterDescriptor.duration(
                            "patience",
                            "how long the hooks may take before the JVM is halted",
                            Exit.LEAST_PATIENCE,
                            Exit.MOST_PATIENCE,
                            "30s")),
            AROUND,
            List.of(),
            false,
            true);

    private static final FaultDescriptor OUT_OF_MEMORY = plain(
            "out-of-memory",
            "The call ends with a real OutOfMemoryError; what the JVM was told to do about one is done, such as to exit.",
            true);

    private static final FaultDescriptor STACK_OVERFLOW =
            plain("stack-overflow", "The call ends with a real StackOverflowError.", false);

    private static final FaultDescriptor SKIP_TICK =
            ofTick("skip-tick", "The turn of a game loop is left out.", List.of());

    private static final FaultDescriptor DOUBLE_TICK =
            ofTick("double-tick", "The turn of a game loop is done twice.", List.of());

    // It says by its name that the tick thread stands still: nothing to guard against.
    private static final FaultDescriptor STALL_TICK = ofTick(
            "stall-tick",
            "The turn of a game loop begins late, and the loop's thread stands still meanwhile.",
            List.of(ParameterDescriptor.duration("duration", "how long", MILLISECOND, Stall.LONGEST, null)
                    .asMain()));

    /** In the order of the documentation. */
    static final List<FaultDescriptor> DESCRIPTORS = List.of(
            LATENCY,
            EXCEPTION,
            RETURN_OVERRIDE,
            HANG,
            STALL,
            CRASH,
            EXIT,
            OUT_OF_MEMORY,
            STACK_OVERFLOW,
            SKIP_TICK,
            DOUBLE_TICK,
            STALL_TICK);

    private GenericFaults() {}

    private static FaultDescriptor plain(String name, String summary, boolean destructive) {
        return new FaultDescriptor(name, summary, List.of(), AROUND, List.of(), false, destructive);
    }

    private static FaultDescriptor ofTick(String name, String summary, List<ParameterDescriptor> parameters) {
        return new FaultDescriptor(
                name, summary, parameters, List.of(Phase.BEFORE), List.of(TickPoint.PREFIX + "*"), false, false);
    }
}

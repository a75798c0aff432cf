package org.bluemarble.chaos;

import java.time.Duration;
import java.util.List;

/** The faults that make sense at every point, as the catalogue describes them. */
final class GenericFaults {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration ZERO = Duration.ZERO;

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
                    ParameterDescriptor.duration("jitter", "up to so much more or less, evenly", ZERO, HOUR, "0ms"),
                    ParameterDescriptor.duration("max", "no delay is longer", Duration.ofNanos(1), HOUR, "1m")),
            List.of(Phase.BEFORE, Phase.AFTER),
            List.of(),
            true,
            false);

    private static final FaultDescriptor EXCEPTION = new FaultDescriptor(
            "exception",
            "The call ends with an exception of the named class.",
            List.of(
                    ParameterDescriptor.text("class", "binary name of the exception", ThrowException.DEFAULT_CLASS)
                            .asMain(),
                    ParameterDescriptor.text("message", "its message", ThrowException.DEFAULT_MESSAGE)),
            List.of(Phase.BEFORE, Phase.AFTER),
            List.of(),
            false,
            false);

    private static final FaultDescriptor HANG = new FaultDescriptor(
            "hang",
            "The call waits until the rule is disarmed or its time to live ends, then goes on.",
            List.of(ParameterDescriptor.duration(
                            "duration", "the longest wait", Duration.ofMillis(1), HOUR, "until disarmed")
                    .asMain()),
            List.of(Phase.BEFORE, Phase.AFTER),
            List.of(),
            true,
            true);

    private static final FaultDescriptor CRASH = new FaultDescriptor(
            "crash",
            "The JVM halts as after kill -9: no shutdown hook, no flush; exit status 137.",
            List.of(ParameterDescriptor.choice(
                    "at",
                    "during: when the request was handed to the kernel, or up to 2 ms after the call began",
                    List.of("flushed", "random"),
                    "flushed")),
            List.of(Phase.BEFORE, Phase.DURING, Phase.AFTER),
            List.of(),
            false,
            true);

    /** In the order of the documentation. */
    static final List<FaultDescriptor> DESCRIPTORS = List.of(LATENCY, EXCEPTION, HANG, CRASH);

    private GenericFaults() {}
}

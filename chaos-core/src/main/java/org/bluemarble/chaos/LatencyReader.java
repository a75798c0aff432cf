package org.bluemarble.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bluemarble.chaos.spi.Nearest;
import org.bluemarble.chaos.spi.Units;
import org.jspecify.annotations.Nullable;

/** Makes a latency from its parameters, of which each distribution takes others. */
final class LatencyReader {

    /** A distribution of delays, and the parameters that give it its shape. */
    enum Distribution {
        FIXED("fixed", "delay"),
        UNIFORM("uniform", "from", "to"),
        NORMAL("normal", "mean", "deviation"),
        LOG_NORMAL("log-normal", "median", "sigma"),
        PARETO("pareto", "scale", "shape"),
        EMPIRICAL("empirical", "file");

        private final String spelling;

        @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, though its type does not say so.
        private final List<String> shape;

        Distribution(String spelling, String... shape) {
            this.spelling = spelling;
            this.shape = List.of(shape);
        }

        static Distribution of(String spelling) {
            return Arrays.stream(values())
                    .filter(one -> one.spelling.equals(spelling))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no distribution known for " + spelling));
        }

        /** {@return the spellings, in the order of the documentation} */
        static List<String> spellings() {
            return Arrays.stream(values()).map(one -> one.spelling).toList();
        }

        @Override
        public String toString() {
            return "distribution=" + spelling;
        }
    }

    private final FaultParameters parameters;
    private final Distribution distribution;

    LatencyReader(FaultParameters parameters) {
        this.parameters = parameters;
        this.distribution =
                Distribution.of(parameters.value("distribution", String.class).orElse("fixed"));
    }

    @Nullable
    Fault read() {
        int before = parameters.findings().size();
        for (Distribution other : Distribution.values()) {
            other.shape.stream().filter(parameters::has).forEach(name -> refuseUnlessOwn(name, other));
        }
        distribution.shape.stream().filter(name -> !parameters.has(name)).forEach(this::tellMissing);
        inOrder();
        if (parameters.findings().size() > before) {
            return null;
        }
        Delay delay = delay();
        return delay == null ? null : latency(delay);
    }

    private void refuseUnlessOwn(String name, Distribution owner) {
        if (owner != distribution) {
            parameters.refuseValue(
                    name,
                    "but belongs to " + owner + "; " + distribution + " takes "
                            + Nearest.list(distribution.shape, "and"));
        }
    }

    private void tellMissing(String name) {
        parameters.missing(
                name,
                distribution == Distribution.FIXED
                        ? "give a delay, for example 250ms, or a distribution"
                        : distribution + " needs " + Nearest.list(distribution.shape, "and"));
    }

    private void inOrder() {
        List<String> lowest = new ArrayList<>(distribution.shape);
        lowest.retainAll(List.of("delay", "from", "scale"));
        lowest.forEach(name -> inOrder(name, "max"));
        if (distribution == Distribution.UNIFORM) {
            inOrder("from", "to");
        }
    }

    private void inOrder(String low, String high) {
        Optional<Duration> least = parameters.value(low, Duration.class);
        Optional<Duration> most = parameters.value(high, Duration.class);
        if (least.isPresent() && most.isPresent() && least.get().compareTo(most.get()) > 0) {
            parameters.refuseValue(low, "but must not exceed " + high + ", which was " + Units.text(most.get()));
        }
    }

    private Latency latency(Delay delay) {
        Latency latency = Latency.of(delay);
        return new Latency(
                latency.delay(),
                parameters.value("jitter", Duration.class).orElse(Duration.ZERO),
                parameters.value("max", Duration.class).orElse(latency.max()));
    }

    private @Nullable Delay delay() {
        return switch (distribution) {
            case FIXED -> new Delay.Fixed(duration("delay"));
            case UNIFORM -> new Delay.Uniform(duration("from"), duration("to"));
            case NORMAL -> new Delay.Normal(duration("mean"), duration("deviation"));
            case LOG_NORMAL -> new Delay.LogNormal(duration("median"), parameters.required("sigma", Double.class));
            case PARETO -> new Delay.Pareto(duration("scale"), parameters.required("shape", Double.class));
            case EMPIRICAL -> MeasuredDelaysReader.read(parameters.word("file"), parameters.findings());
        };
    }

    private Duration duration(String name) {
        return parameters.required(name, Duration.class);
    }
}

package org.bluemarble.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Word;

/**
 * How long one delay is: a distribution over durations. Every sample lies between zero and {@link Latency#max()}.
 *
 * <p>Immutable. {@code uniform} supplies independent numbers in [0, 1); the same numbers give the same sample.
 */
public sealed interface Delay {

    /** Draws one delay in nanoseconds, not yet bounded and possibly negative. */
    double sampleNanos(DoubleSupplier uniform);

    /** {@return the distribution's name in rules} */
    String spelling();

    /** Always the same delay. */
    record Fixed(Duration delay) implements Delay {
        public Fixed {
            requireNotNegative("delay", delay);
        }

        @Override
        public double sampleNanos(DoubleSupplier uniform) {
            return delay.toNanos();
        }

        @Override
        public String spelling() {
            return "fixed";
        }
    }

    /** Every delay from {@code min} to {@code max} is equally likely. */
    record Uniform(Duration min, Duration max) implements Delay {
        public Uniform {
            requireNotNegative("min", min);
            requireNotNegative("max", max);
            if (min.compareTo(max) > 0) {
                throw new IllegalArgumentException("min was " + min + " but must not exceed max, which was " + max);
            }
        }

        @Override
        public double sampleNanos(DoubleSupplier uniform) {
            double span = (double) max.toNanos() - min.toNanos();
            return min.toNanos() + uniform.getAsDouble() * span;
        }

        @Override
        public String spelling() {
            return "uniform";
        }
    }

    /** The bell curve around {@code mean}; what would be negative is zero. */
    record Normal(Duration mean, Duration deviation) implements Delay {
        public Normal {
            requireNotNegative("mean", mean);
            requireNotNegative("deviation", deviation);
        }

        @Override
        public double sampleNanos(DoubleSupplier uniform) {
            return mean.toNanos() + deviation.toNanos() * gaussian(uniform);
        }

        @Override
        public String spelling() {
            return "normal";
        }
    }

    /**
     * Skewed to the right, as network and disk latency are: half of the delays lie below {@code median}.
     *
     * @param sigma standard deviation of the logarithm, above 0 and up to 5; 0.5 puts the 99th percentile at 3.2 medians
     */
    record LogNormal(Duration median, double sigma) implements Delay {
        public LogNormal {
            requireNotNegative("median", median);
            if (!(sigma > 0 && sigma <= 5)) {
                throw new IllegalArgumentException("sigma was " + sigma + " but must lie above 0 and up to 5");
            }
        }

        @Override
        public double sampleNanos(DoubleSupplier uniform) {
            return median.toNanos() * Math.exp(sigma * gaussian(uniform));
        }

        @Override
        public String spelling() {
            return "log-normal";
        }
    }

    /**
     * A long tail: no delay is below {@code scale}, and the smaller {@code shape}, the more often a huge one comes.
     *
     * @param shape above 0 and up to 100; below 1 there is no mean
     */
    record Pareto(Duration scale, double shape) implements Delay {
        public Pareto {
            requireNotNegative("scale", scale);
            if (!(shape > 0 && shape <= 100)) {
                throw new IllegalArgumentException("shape was " + shape + " but must lie above 0 and up to 100");
            }
        }

        @Override
        public double sampleNanos(DoubleSupplier uniform) {
            return scale.toNanos() / Math.pow(1 - uniform.getAsDouble(), 1 / shape);
        }

        @Override
        public String spelling() {
            return "pareto";
        }
    }

    /**
     * What was measured, each delay as likely as it was frequent. Nothing is made up between two measured delays.
     *
     * @param file the file that was read, as the rule names it; it is read again when the rule is armed
     * @param delays what it holds
     */
    record Empirical(String file, MeasuredDelays delays) implements Delay {
        public Empirical {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(delays, "delays");
        }

        /**
         * Reads a file that has in each line a delay, for example {@code 12.5ms}, or a delay, a comma and how often it was
         * measured. Empty lines and those that begin with {@code #} say nothing. At most 4 MB.
         *
         * @throws ChaosConfigurationException if the file cannot be read, or with the problems of its first wrong lines
         */
        public static Empirical read(Path file) {
            Findings findings = new Findings();
            Empirical read = MeasuredDelaysReader.read(new Word(file.toString(), "file", null), findings);
            findings.throwIfAny(file.toString());
            return Objects.requireNonNull(read, "delays of a file without problems");
        }

        @Override
        public double sampleNanos(DoubleSupplier uniform) {
            return delays.nanosAt(uniform.getAsDouble());
        }

        @Override
        public String spelling() {
            return "empirical";
        }
    }

    private static double gaussian(DoubleSupplier uniform) {
        // Box-Muller: 1 - u keeps the logarithm's argument above zero.
        double radius = Math.sqrt(-2 * Math.log(1 - uniform.getAsDouble()));
        return radius * Math.cos(2 * Math.PI * uniform.getAsDouble());
    }

    private static void requireNotNegative(String name, Duration value) {
        Objects.requireNonNull(value, name);
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " was " + value + " but must not be negative");
        }
    }
}

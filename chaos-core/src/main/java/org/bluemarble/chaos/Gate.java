package org.bluemarble.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.bluemarble.chaos.spi.Units;
import org.jspecify.annotations.Nullable;

/**
 * A trigger that hangs on more than the number of the call: on the time, on another rule, on who calls. A gate stops calls
 * and starts none: without another trigger every selected call that comes through fires. Durations are measured by a clock
 * that never jumps; only {@link Hours} follow the time of day.
 *
 * <p>{@link #fires} says whether a call can come through at all, which depends on its number alone. Whether the gate is open
 * is decided when the call is there.
 */
public sealed interface Gate extends Trigger {

    @Override
    default boolean fires(long stream, long n) {
        return true;
    }

    /**
     * Open for a while, counted from the arming.
     *
     * @param from when it opens, from zero
     * @param to when it closes, not included, or null for never
     */
    record Window(Duration from, @Nullable Duration to) implements Gate {
        public Window {
            if (from.isNegative() || (to != null && to.compareTo(from) <= 0)) {
                throw new IllegalArgumentException(
                        "window was " + from + ".." + to + " but must not be negative and must end after it begins");
            }
        }
    }

    /** Open at some hours of the day. */
    record Hours(OpenHours hours) implements Gate {
        public Hours {
            Objects.requireNonNull(hours, "hours");
        }
    }

    /**
     * Lets calls through at an even pace: the period is cut into as many slots as it may have calls, and the first call of
     * each slot comes through. A slot in which no call came is not made up for.
     *
     * @param calls from 1 to 100,000
     * @param period from 1 ms to 24 h
     */
    record Rate(long calls, Duration period) implements Gate {

        static final long MOST_CALLS = 100_000;
        static final Duration SHORTEST = Duration.ofMillis(1);
        static final Duration LONGEST = Duration.ofHours(24);

        public Rate {
            if (calls < 1 || calls > MOST_CALLS) {
                throw new IllegalArgumentException("calls was " + calls + " but must lie between 1 and " + MOST_CALLS);
            }
            if (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "period was " + period + " but must lie between " + SHORTEST + " and " + LONGEST);
            }
        }

        double perSecond() {
            return calls * 1e9 / period.toNanos();
        }

        /** {@return the number of the slot at a time since the arming, from 0} */
        long slot(long elapsedNanos) {
            long nanos = period.toNanos();
            // In two steps: a day of nanoseconds times the most calls just fits.
            return elapsedNanos / nanos * calls + elapsedNanos % nanos * calls / nanos;
        }
    }

    /**
     * Lets a share of the calls through that changes evenly with the time since the arming, and then stays.
     *
     * @param from the share at first
     * @param to the share at the end
     * @param over how long it takes, above zero
     */
    record Ramp(Probability from, Probability to, Duration over) implements Share {
        public Ramp {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            if (over.isNegative() || over.isZero()) {
                throw new IllegalArgumentException("over was " + over + " but must be above zero");
            }
        }

        @Override
        public double at(long elapsedNanos) {
            double way = Math.min(1.0, elapsedNanos / (double) over.toNanos());
            return from.value() + (to.value() - from.value()) * way;
        }

        @Override
        public double most() {
            return Math.max(from.value(), to.value());
        }
    }

    /**
     * Lets a share of the calls through that changes in steps.
     *
     * @param steps at least two; the last one stays
     */
    record Steps(List<Step> steps) implements Share {

        /** More than a person would tell apart. */
        static final int MOST = 100;

        public Steps {
            steps = List.copyOf(steps);
            if (steps.size() < 2 || steps.size() > MOST) {
                throw new IllegalArgumentException(
                        "steps were " + steps.size() + " but must be 2 to " + MOST + "; probability is for one share");
            }
            for (int i = 0; i < steps.size(); i++) {
                if ((steps.get(i).hold() == null) != (i == steps.size() - 1)) {
                    throw new IllegalArgumentException("step " + (i + 1) + " was " + steps.get(i)
                            + " but every step except the last must say how long it is held");
                }
            }
        }

        @Override
        public double at(long elapsedNanos) {
            long left = elapsedNanos;
            for (int i = 0; i < steps.size(); i++) {
                Step step = steps.get(i);
                Duration hold = step.hold();
                if (hold == null || left < hold.toNanos()) {
                    return step.share().value();
                }
                left -= hold.toNanos();
            }
            return 0;
        }

        @Override
        public double most() {
            // A loop: this is asked at every selected call, which allocates nothing.
            double most = 0;
            for (int i = 0; i < steps.size(); i++) {
                most = Math.max(most, steps.get(i).share().value());
            }
            return most;
        }

        /** {@return when the last step begins} */
        Duration beforeLast() {
            Duration sum = Duration.ZERO;
            for (Step step : steps) {
                sum = step.hold() == null ? sum : sum.plus(step.hold());
            }
            return sum;
        }
    }

    /**
     * One of several shares.
     *
     * @param hold how long it is held, above zero; null for the last
     */
    record Step(Probability share, @Nullable Duration hold) {
        public Step {
            Objects.requireNonNull(share, "share");
            if (hold != null && (hold.isNegative() || hold.isZero())) {
                throw new IllegalArgumentException("hold was " + hold + " but must be above zero");
            }
        }

        @Override
        public String toString() {
            return Units.text(share) + (hold == null ? "" : "/" + Units.text(hold));
        }
    }

    /**
     * Opens when another rule of the same engine disturbs a call for the first time after this one was armed, and stays open.
     *
     * @param rule the other rule's id
     * @param delay how much later it opens, from zero
     */
    record AfterRule(String rule, Duration delay) implements Gate {
        public AfterRule {
            if (!FaultRule.isId(rule)) {
                throw new IllegalArgumentException("rule was '" + rule + "' but must be a rule's id");
            }
            if (delay.isNegative()) {
                throw new IllegalArgumentException("delay was " + delay + " but must not be negative");
            }
        }
    }

    /**
     * Open for calls that come from some code: a method of this name, of whatever parameters, is on the calling thread's
     * stack. Looking takes microseconds, and is done last.
     *
     * @param className the class's binary name, for example {@code com.game.Trade$Step}
     * @param method the method's name, or null for any method of the class
     */
    record Stack(String className, @Nullable String method) implements Gate {

        private static final String NAME = "[\\p{javaJavaIdentifierStart}][\\p{javaJavaIdentifierPart}]{0,199}";
        private static final Pattern CLASS = Pattern.compile(NAME + "(\\." + NAME + "){0,40}");
        private static final Pattern METHOD = Pattern.compile(NAME + "|<init>|<clinit>");

        public Stack {
            if (!CLASS.matcher(className).matches()
                    || (method != null && !METHOD.matcher(method).matches())) {
                throw new IllegalArgumentException("stack was '" + className + (method == null ? "" : "#" + method)
                        + "' but must name a class or a method, for example com.game.Trade#commit");
            }
        }

        boolean isFrame(StackWalker.StackFrame frame) {
            return className.equals(frame.getClassName()) && (method == null || method.equals(frame.getMethodName()));
        }

        @Override
        public String toString() {
            return className + (method == null ? "" : "#" + method);
        }
    }

    /** A share of the calls that changes with time. The same number is drawn as for a {@link Trigger#probability}. */
    sealed interface Share extends Gate permits Ramp, Steps {

        /** {@return the share at a time since the arming} */
        double at(long elapsedNanos);

        /** {@return the largest share that it ever is} */
        double most();

        /** {@return whether the call comes through at the largest share} */
        @Override
        default boolean fires(long stream, long n) {
            return isDrawn(stream, n, most());
        }

        /** {@return whether the call's number lies in a share} */
        default boolean isDrawn(long stream, long n, double share) {
            return DecisionStream.uniform(stream, n, DecisionStream.TRIGGER_LANE) < share;
        }
    }
}

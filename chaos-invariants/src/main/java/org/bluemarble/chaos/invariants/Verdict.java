package org.bluemarble.chaos.invariants;

import java.util.ArrayList;
import java.util.List;

/** What can be said about an invariant, or about several at once. When several verdicts meet, the worst counts. */
public sealed interface Verdict {

    /** Every possible world explains what was found. */
    record Holds() implements Verdict {
        @Override
        public String word() {
            return "holds";
        }
    }

    /**
     * It cannot be judged.
     *
     * @param reasons why; at least one
     */
    record Unknown(List<String> reasons) implements Verdict {
        /** Checks and copies. */
        public Unknown {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("reasons were empty but must hold at least one");
            }
        }

        @Override
        public String word() {
            return "unknown";
        }
    }

    /**
     * No possible world explains what was found.
     *
     * @param violations the breaches; at least one
     */
    record Violated(List<Violation> violations) implements Verdict {
        /** Checks and copies. */
        public Violated {
            violations = List.copyOf(violations);
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("violations were empty but must hold at least one");
            }
        }

        @Override
        public String word() {
            return "violated";
        }
    }

    /** {@return {@code holds}, {@code unknown} or {@code violated}} */
    String word();

    /** {@return the verdict that nothing is wrong} */
    static Verdict holds() {
        return new Holds();
    }

    /**
     * Makes a verdict that it cannot be judged.
     *
     * @param reason why
     * @return the verdict
     */
    static Verdict unknown(String reason) {
        return new Unknown(List.of(reason));
    }

    /**
     * Takes another verdict into account: violated is worse than unknown, and unknown worse than holds. Equals are joined.
     *
     * @param other the other verdict
     * @return the worse of the two
     */
    default Verdict and(Verdict other) {
        if (this instanceof Violated mine) {
            return other instanceof Violated theirs ? new Violated(joined(mine.violations, theirs.violations)) : this;
        }
        if (other instanceof Violated || this instanceof Holds) {
            return other;
        }
        if (this instanceof Unknown mine && other instanceof Unknown theirs) {
            return new Unknown(joined(mine.reasons, theirs.reasons));
        }
        return this;
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}

package org.bluemarble.sample.demo.plan;

import java.util.List;
import java.util.Optional;
import org.bluemarble.sample.demo.result.FoundViolation;
import org.bluemarble.sample.demo.result.VerdictWord;

/**
 * What the checker must say after a run.
 *
 * @param verdict the verdict
 * @param invariant one that must be among the broken, if any one must
 * @param needsLuck whether the fault may have missed everything that can break, however often it was repeated; then a
 *     {@code holds} is no statement about the server
 */
public record Expectation(VerdictWord verdict, Optional<String> invariant, boolean needsLuck) {

    static Expectation holds() {
        return new Expectation(VerdictWord.HOLDS, Optional.empty(), false);
    }

    static Expectation violated() {
        return new Expectation(VerdictWord.VIOLATED, Optional.empty(), false);
    }

    static Expectation violated(String invariant) {
        return new Expectation(VerdictWord.VIOLATED, Optional.of(invariant), false);
    }

    static Expectation violatedIfHit() {
        return new Expectation(VerdictWord.VIOLATED, Optional.empty(), true);
    }

    /** {@return what the run shows, given what the checker says: nothing, if the fault hit nothing} */
    public VerdictWord shown(VerdictWord checked) {
        return needsLuck && checked == VerdictWord.HOLDS ? VerdictWord.UNKNOWN : checked;
    }

    /** {@return the verdict to compare {@code shown} with: the one expected, or the other one that is accepted} */
    public VerdictWord expected(VerdictWord shown) {
        return needsLuck && shown == VerdictWord.UNKNOWN ? VerdictWord.UNKNOWN : verdict;
    }

    /** {@return in what the verdict differs from the expected one, or empty} */
    public Optional<String> shortcoming(VerdictWord shown, List<FoundViolation> violations) {
        VerdictWord expected = expected(shown);
        if (shown != expected) {
            return Optional.of("verdict was " + shown.word() + " but must be " + expected.word());
        }
        return invariant
                .filter(name ->
                        violations.stream().noneMatch(found -> found.invariant().equals(name)))
                .map(name -> "violations were "
                        + violations.stream().map(FoundViolation::invariant).toList() + " but must include " + name);
    }
}

package org.bluemarble.chaos;

import java.util.List;
import java.util.Objects;

/**
 * The flag of an armed rule and who has a say in it. A snapshot.
 *
 * @param id the rule's id, which is the flag's name
 * @param on whether the rule acts
 * @param decisions what each source says, the highest first; the first one decides. Never empty
 */
public record Flag(String id, boolean on, List<FlagDecision> decisions) {

    public Flag {
        Objects.requireNonNull(id, "id");
        decisions = List.copyOf(decisions);
        if (decisions.isEmpty()) {
            throw new IllegalArgumentException("decisions was empty but must hold at least the rule's own");
        }
    }

    /** {@return the decision that holds} */
    public FlagDecision decider() {
        return decisions.get(0);
    }

    /** {@return state, decider and who is overruled, in words} */
    String words() {
        StringBuilder words = new StringBuilder(FlagDecision.word(on));
        words.append(
                decider().source() == FlagSource.RULE
                        ? ", as the rule was armed"
                        : ": " + decider().actor() + " decides");
        decisions.stream()
                .skip(1)
                .filter(decision -> decision.on() != on)
                .forEach(decision -> words.append(", though ").append(decision));
        return words.toString();
    }
}

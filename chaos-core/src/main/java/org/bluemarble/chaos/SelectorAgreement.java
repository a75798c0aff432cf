package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Word;

/** Whether a call can meet all conditions of a selector at once. Finds what is plain to see, and nothing that is not so. */
final class SelectorAgreement {

    private final Findings findings;

    /** What was asked of each attribute so far. */
    private final Map<String, List<Asked>> asked = new LinkedHashMap<>();

    SelectorAgreement(Findings findings) {
        this.findings = findings;
    }

    private record Asked(RuleDraft.Term term, boolean negated, PatternSpace space) {

        String text() {
            return RuleText.alternatives(term);
        }

        /** {@return a text for messages about this condition} */
        Word word(String text) {
            Word first = term.anyOf().get(0).word();
            return new Word(text, first.path(), first.position());
        }
    }

    /** Returns whether a call can meet this condition together with those before it; adds a problem if not. */
    boolean add(AttributeDescriptor attribute, RuleDraft.Term term, Selector.Condition condition) {
        List<Asked> former = asked.computeIfAbsent(attribute.name(), unused -> new ArrayList<>());
        Asked added = new Asked(term, condition.negated(), PatternSpace.of(attribute, condition.anyOf()));
        List<Asked> all = new ArrayList<>(former);
        all.add(added);
        if (excluded(all, added) || (!attribute.several() && disjoint(attribute, former, added))) {
            return false;
        }
        former.add(added);
        return true;
    }

    /** Whether all that one condition asks for is excluded by the others. */
    private boolean excluded(List<Asked> all, Asked added) {
        List<Asked> negated = all.stream().filter(Asked::negated).toList();
        PatternSpace none =
                PatternSpace.union(negated.stream().map(Asked::space).toList());
        for (Asked wanted : all) {
            if (!wanted.negated() && none.covers(wanted.space())) {
                String text = negated.stream().map(Asked::text).collect(Collectors.joining("|"));
                findings.refuseValue(
                        added.word(wanted.text()),
                        "and also not " + Word.shown(text) + ", which no call can be; leave one of them out");
                return true;
            }
        }
        return false;
    }

    private boolean disjoint(AttributeDescriptor attribute, List<Asked> former, Asked added) {
        for (Asked one : former) {
            if (!one.negated() && !added.negated() && one.space().isDisjointFrom(added.space())) {
                findings.refuseValue(
                        added.word(added.text()),
                        "and also " + Word.shown(one.text()) + ", but a call has only one " + attribute.name()
                                + "; write " + attribute.name() + (patterns(one, added) ? "~" : "=") + "a|b for calls"
                                + " that have either");
                return true;
            }
        }
        return false;
    }

    private static boolean patterns(Asked one, Asked other) {
        return Stream.of(one, other)
                .flatMap(asked -> asked.term().anyOf().stream())
                .anyMatch(alternative -> alternative.form() != RuleDraft.Form.VALUE);
    }
}

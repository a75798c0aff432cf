package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Nearest;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Units;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** Reads the conditions of a rule, and refuses those that hold for no call. */
final class SelectorReader {

    private static final AttributeDescriptor PLAYER = AttributeDescriptor.of(
                    AttributeKey.PLAYER.name(), AttributeKey.Type.TEXT, "the player on whose behalf the call is made")
            .single();

    private final @Nullable PointDescriptor point;
    private final Findings findings;

    /** What was asked of each attribute so far. */
    private final Map<String, List<RuleDraft.Term>> asked = new LinkedHashMap<>();

    SelectorReader(@Nullable PointDescriptor point, Findings findings) {
        this.point = point;
        this.findings = findings;
    }

    @Nullable
    Selector read(RuleDraft draft) {
        int before = findings.size();
        List<Selector.Condition> conditions = new ArrayList<>();
        for (RuleDraft.Term term : draft.where()) {
            Selector.Condition condition = condition(term);
            if (condition != null) {
                conditions.add(condition);
            }
        }
        return findings.size() == before ? new Selector(conditions) : null;
    }

    private Selector.@Nullable Condition condition(RuleDraft.Term term) {
        AttributeDescriptor attribute = attribute(term.key());
        if (attribute == null) {
            return null;
        }
        Object value = value(attribute, term.value());
        if (value == null || !agrees(attribute, term)) {
            return null;
        }
        return new Selector.Condition(AttributeKey.of(attribute.name(), attribute.type()), term.negated(), value);
    }

    private @Nullable AttributeDescriptor attribute(Word key) {
        if (key.text().equals(PLAYER.name())) {
            return PLAYER;
        }
        if (point == null) {
            // Without the point nothing is known of its attributes; the point's own problem has been told.
            return null;
        }
        AttributeDescriptor attribute = point.attribute(key.text()).orElse(null);
        if (attribute == null) {
            Set<String> names = new TreeSet<>(Set.of(PLAYER.name()));
            point.attributes().forEach(one -> names.add(one.name()));
            findings.tell(
                    key,
                    "is no attribute of calls at " + point.name()
                            + Nearest.hint(key.text(), names, "; they have " + Nearest.list(names, "and")));
        }
        return attribute;
    }

    private @Nullable Object value(AttributeDescriptor attribute, Word word) {
        if (attribute.type() == AttributeKey.Type.NUMBER) {
            return Units.number(word, attribute.least(), Long.MAX_VALUE, findings);
        }
        if (attribute.type() == AttributeKey.Type.FLAG) {
            return Units.flag(word, findings);
        }
        if (!attribute.values().isEmpty() && !attribute.values().contains(word.text())) {
            findings.refuse(
                    word,
                    "but must be " + Nearest.list(attribute.values(), "or")
                            + Nearest.hint(word.text(), attribute.values(), ""));
            return null;
        }
        String lowerCase = word.text().toLowerCase(Locale.ROOT);
        if (attribute.lowerCase() && !word.text().equals(lowerCase)) {
            findings.refuse(
                    word,
                    "but must be in lower case, as calls are compared, however they spell it; write " + lowerCase);
            return null;
        }
        return word.text();
    }

    /** Whether a call can meet this condition together with those before it. */
    private boolean agrees(AttributeDescriptor attribute, RuleDraft.Term term) {
        List<RuleDraft.Term> former = asked.computeIfAbsent(attribute.name(), unused -> new ArrayList<>());
        for (RuleDraft.Term one : former) {
            boolean sameValue = one.value().text().equals(term.value().text());
            if (sameValue && one.negated() != term.negated()) {
                findings.refuseValue(
                        term.value(),
                        "and also not " + Word.shown(term.value().text())
                                + ", which no call can be; leave one of them out");
                return false;
            }
            if (!sameValue && !attribute.several() && !one.negated() && !term.negated()) {
                findings.refuseValue(
                        term.value(),
                        "and also " + Word.shown(one.value().text()) + ", but a call has only one " + attribute.name()
                                + "; write a rule for each");
                return false;
            }
        }
        former.add(term);
        return true;
    }
}

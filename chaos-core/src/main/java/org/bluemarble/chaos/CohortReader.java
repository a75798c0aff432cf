package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Nearest;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Units;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** Reads a cohort: {@code 5%}, {@code 5%/session}, {@code experiment/5%/player/slow-login}. */
final class CohortReader {

    private static final String EXAMPLE = "for example 5%, 5%/session or experiment/5%/player/slow-login";

    private final @Nullable PointDescriptor point;
    private final Findings findings;

    CohortReader(@Nullable PointDescriptor point, Findings findings) {
        this.point = point;
        this.findings = findings;
    }

    /** Returns null, and adds a problem, if the term is no cohort. */
    @Nullable
    Cohort read(RuleDraft.Term term) {
        Word word = term.anyOf().get(0).word();
        if (term.negated()) {
            findings.refuseValue(
                    word, "but must not be negated; control/5% selects as many others, and a larger share more");
            return null;
        }
        if (term.anyOf().size() > 1 || term.anyOf().get(0).form() != RuleDraft.Form.VALUE) {
            findings.refuse(word, "but must be one share alone, " + EXAMPLE);
            return null;
        }
        List<String> parts = new ArrayList<>(Arrays.asList(word.text().split("/", -1)));
        Cohort.Side side = side(parts.get(0));
        if (side != Cohort.Side.SHARE) {
            parts.remove(0);
        }
        if (parts.isEmpty() || parts.size() > 3 || parts.contains("")) {
            findings.refuse(word, "but must be a share, " + EXAMPLE);
            return null;
        }
        if (!Character.isDigit(parts.get(0).charAt(0))
                && ".+-".indexOf(parts.get(0).charAt(0)) < 0) {
            Set<String> sides = Set.of(Cohort.Side.EXPERIMENT.spelling(), Cohort.Side.CONTROL.spelling());
            findings.refuse(word, "but must begin with a share" + Nearest.hint(parts.get(0), sides, ", " + EXAMPLE));
            return null;
        }
        Probability share = share(part(word, parts.get(0)), side);
        AttributeKey key = parts.size() < 2 ? AttributeKey.PLAYER : key(part(word, parts.get(1)));
        String name = parts.size() < 3 ? null : parts.get(2);
        if (name != null && !FaultRule.isId(name)) {
            findings.refuse(part(word, name), "but must be named like a rule: lower-case letters, digits and hyphens");
            return null;
        }
        return share == null || key == null ? null : new Cohort(side, share, key, name);
    }

    private static Cohort.Side side(String text) {
        return Arrays.stream(Cohort.Side.values())
                .filter(one -> one != Cohort.Side.SHARE && one.spelling().equals(text))
                .findFirst()
                .orElse(Cohort.Side.SHARE);
    }

    private @Nullable Probability share(Word word, Cohort.Side side) {
        Probability share = Units.probability(word, findings);
        if (share == null) {
            return null;
        }
        if (share.value() == 0) {
            findings.refuseValue(word, "but must be above 0%, which selects nobody");
            return null;
        }
        if (side != Cohort.Side.SHARE && share.value() > 0.5) {
            findings.refuseValue(word, "but must be at most 50%; experiment and control are equally large");
            return null;
        }
        return share;
    }

    private @Nullable AttributeKey key(Word word) {
        String name = word.text();
        if (name.equals(Cohort.JVM.name())) {
            return Cohort.JVM;
        }
        AttributeDescriptor attribute = ContextAttribute.named(name).orElse(null);
        if (point != null) {
            attribute = point.attribute(name).orElse(attribute);
        }
        if (attribute != null && !attribute.several() && attribute.type() != AttributeKey.Type.FLAG) {
            return AttributeKey.of(name, attribute.type());
        }
        if (attribute != null || point != null) {
            Set<String> keys = keys();
            findings.refuse(
                    word,
                    "but must be something that a call has one of"
                            + Nearest.hint(name, keys, ": " + Nearest.list(keys, "or")));
        }
        return null;
    }

    private Set<String> keys() {
        Set<String> keys = new TreeSet<>(Set.of(Cohort.JVM.name()));
        ContextAttribute.all().forEach(one -> keys.add(one.name()));
        if (point != null) {
            point.attributes().stream()
                    .filter(one -> !one.several() && one.type() != AttributeKey.Type.FLAG)
                    .forEach(one -> keys.add(one.name()));
        }
        return keys;
    }

    private static Word part(Word whole, String text) {
        return new Word(text, whole.path(), whole.position());
    }
}

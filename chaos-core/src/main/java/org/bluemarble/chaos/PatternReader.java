package org.bluemarble.chaos;

import java.util.List;
import java.util.Locale;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Nearest;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Units;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** Reads what one attribute is compared with, and refuses what none of its values could fit. */
final class PatternReader {

    private static final String BETWEEN = "..";

    private final AttributeDescriptor attribute;
    private final Findings findings;

    PatternReader(AttributeDescriptor attribute, Findings findings) {
        this.attribute = attribute;
        this.findings = findings;
    }

    /** Returns null, and adds a problem, if the attribute has no such values. */
    @Nullable
    ValuePattern read(RuleDraft.Alternative alternative) {
        Word word = alternative.word();
        if (attribute.type() != AttributeKey.Type.TEXT) {
            return alternative.form() == RuleDraft.Form.VALUE ? value(word) : refusePattern(word);
        }
        if (word.text().length() > ValuePattern.LONGEST && alternative.form() != RuleDraft.Form.VALUE) {
            findings.refuse(
                    word,
                    "but must have at most " + ValuePattern.LONGEST + " characters; it had "
                            + word.text().length());
            return null;
        }
        return switch (alternative.form()) {
            case VALUE -> text(word, ValuePattern.exactly(word.text()));
            case GLOB -> text(word, ValuePattern.glob(word.text()));
            case REGEX -> regex(word);
        };
    }

    private @Nullable ValuePattern refusePattern(Word word) {
        boolean number = attribute.type() == AttributeKey.Type.NUMBER;
        findings.refuse(
                word,
                "but must be " + (number ? "a number, or a range such as 10..50" : "true or false")
                        + "; patterns are for texts, and " + attribute.name() + " is none");
        return null;
    }

    private @Nullable ValuePattern value(Word word) {
        if (attribute.type() == AttributeKey.Type.FLAG) {
            Boolean flag = Units.flag(word, findings);
            return flag == null ? null : ValuePattern.exactly(flag);
        }
        int between = word.text().indexOf(BETWEEN);
        if (between >= 0) {
            return range(word, word.text().substring(0, between), word.text().substring(between + BETWEEN.length()));
        }
        Long number = Units.number(word, attribute.least(), attribute.most(), findings);
        return number == null ? null : ValuePattern.exactly(number);
    }

    private @Nullable ValuePattern range(Word word, String from, String to) {
        if (from.isEmpty() && to.isEmpty()) {
            findings.refuse(word, "but must have a number at one end, for example 10.. or ..50");
            return null;
        }
        Long first = end(word, from, Long.MIN_VALUE);
        Long last = end(word, to, Long.MAX_VALUE);
        if (first == null || last == null) {
            return null;
        }
        if (first > last) {
            findings.refuseValue(word, "but must not begin above its end, as no number lies between");
            return null;
        }
        if (last < attribute.least()) {
            findings.refuseValue(
                    word, "but must reach " + attribute.least() + "; no " + attribute.name() + " is smaller");
            return null;
        }
        if (first > attribute.most()) {
            findings.refuseValue(
                    word, "but must not begin above " + attribute.most() + "; no " + attribute.name() + " is larger");
            return null;
        }
        return ValuePattern.range(first, last);
    }

    private @Nullable Long end(Word word, String text, long open) {
        return text.isEmpty()
                ? Long.valueOf(open)
                : Units.number(
                        new Word(text, word.path(), word.position()), Long.MIN_VALUE + 1, Long.MAX_VALUE - 1, findings);
    }

    private @Nullable ValuePattern regex(Word word) {
        String problem = ValuePattern.Regex.problem(word.text());
        if (problem != null) {
            findings.refuse(word, problem);
            return null;
        }
        return text(word, ValuePattern.regex(word.text()));
    }

    private @Nullable ValuePattern text(Word word, ValuePattern pattern) {
        if (!attribute.values().isEmpty() && fitsNone(pattern)) {
            findings.refuse(
                    word,
                    (pattern instanceof ValuePattern.Exactly ? "but must be " : "but must fit ")
                            + Nearest.list(attribute.values(), "or")
                            + Nearest.hint(word.text(), attribute.values(), ""));
            return null;
        }
        String lowerCase = word.text().toLowerCase(Locale.ROOT);
        // An expression's capitals may be its own, as in \S.
        boolean capitals =
                !(pattern instanceof ValuePattern.Regex) && !word.text().equals(lowerCase);
        if (attribute.lowerCase() && capitals) {
            findings.refuse(
                    word,
                    "but must be in lower case, as calls are compared, however they spell it; write " + lowerCase);
            return null;
        }
        AttributeFormat format = attribute.format();
        String problem =
                format == null || !(pattern instanceof ValuePattern.Exactly) ? null : format.problem(word.text());
        if (problem != null) {
            findings.refuse(word, problem);
            return null;
        }
        return pattern;
    }

    private boolean fitsNone(ValuePattern pattern) {
        PatternMatcher test = PatternMatcher.anyOf(List.of(pattern));
        return attribute.values().stream().allMatch(value -> test.test(value) == Selector.Match.NO);
    }
}

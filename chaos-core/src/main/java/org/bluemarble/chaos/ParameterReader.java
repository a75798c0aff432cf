package org.bluemarble.chaos;

import java.time.Duration;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Nearest;
import org.bluemarble.chaos.spi.Units;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** Reads one value as its parameter's descriptor says. */
final class ParameterReader {

    private final ParameterDescriptor parameter;
    private final Findings findings;

    ParameterReader(ParameterDescriptor parameter, Findings findings) {
        this.parameter = parameter;
        this.findings = findings;
    }

    @Nullable
    Object read(Word word) {
        return switch (parameter.type()) {
            case DURATION -> inRange(word, Units.duration(word, findings), Duration.class);
            case PROBABILITY -> inRange(word, Units.probability(word, findings), Probability.class);
            case NUMBER -> inRange(word, Units.number(word, Long.MIN_VALUE, Long.MAX_VALUE, findings), Long.class);
            case DECIMAL -> inRange(word, Units.decimal(word, findings), Double.class);
            case FLAG -> Units.flag(word, findings);
            case TEXT -> word.text();
            case CHOICE -> choice(word);
        };
    }

    private <T extends Comparable<T>> @Nullable T inRange(Word word, @Nullable T value, Class<T> type) {
        if (value == null) {
            return null;
        }
        T min = parameter.min() == null ? null : type.cast(parameter.min());
        T max = parameter.max() == null ? null : type.cast(parameter.max());
        boolean below = min != null && value.compareTo(min) < 0;
        boolean above = max != null && value.compareTo(max) > 0;
        if (!below && !above) {
            return value;
        }
        findings.refuseValue(word, "but must " + range(min, max));
        return null;
    }

    private static String range(@Nullable Object min, @Nullable Object max) {
        if (min == null) {
            return "be at most " + Units.text(max);
        }
        return max == null
                ? "be at least " + Units.text(min)
                : "lie between " + Units.text(min) + " and " + Units.text(max);
    }

    private @Nullable String choice(Word word) {
        if (parameter.choices().contains(word.text())) {
            return word.text();
        }
        String known = parameter.hints().get(word.text());
        String hint = known == null ? Nearest.hint(word.text(), parameter.choices(), "") : "; " + known;
        findings.refuse(word, "but must be " + Nearest.list(parameter.choices(), "or") + hint);
        return null;
    }
}

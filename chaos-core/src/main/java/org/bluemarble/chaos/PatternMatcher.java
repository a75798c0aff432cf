package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a condition expects of a value, made ready to be asked at every call. Thread-safe. */
final class PatternMatcher {

    private final Set<Object> values;
    private final TextMatcher[] texts;
    private final long[] ends;

    private PatternMatcher(Set<Object> values, List<TextMatcher> texts, List<ValuePattern.Range> ranges) {
        this.values = values;
        this.texts = texts.toArray(new TextMatcher[0]);
        this.ends = ranges.stream()
                .flatMap(range -> List.of(range.from(), range.to()).stream())
                .mapToLong(Long::longValue)
                .toArray();
    }

    /** How texts of one pattern are recognised. */
    interface TextMatcher {

        /** {@return whether the text fits; unknown if it would take too long to say} */
        Selector.Match test(String text);
    }

    static PatternMatcher anyOf(List<ValuePattern> patterns) {
        Set<Object> values = new HashSet<>();
        List<TextMatcher> texts = new ArrayList<>();
        List<ValuePattern.Range> ranges = new ArrayList<>();
        for (ValuePattern pattern : patterns) {
            if (pattern instanceof ValuePattern.Exactly exactly) {
                values.add(exactly.value());
            } else if (pattern instanceof ValuePattern.Glob glob) {
                texts.add(GlobMatcher.of(glob.glob()));
            } else if (pattern instanceof ValuePattern.Regex regex) {
                texts.add(new RegexMatcher(regex.expression()));
            } else if (pattern instanceof ValuePattern.Range range) {
                ranges.add(range);
            } else {
                throw new AssertionError("no test known for " + pattern);
            }
        }
        return new PatternMatcher(values, texts, ranges);
    }

    boolean testNumber(long number) {
        for (int i = 0; i < ends.length; i += 2) {
            if (ends[i] <= number && number <= ends[i + 1]) {
                return true;
            }
        }
        // Boxed only where numbers are listed one by one.
        return !values.isEmpty() && values.contains(number);
    }

    /** Of several values, any may fit. */
    Selector.Match test(@Nullable Object actual) {
        if (actual instanceof String text) {
            return testText(text);
        } else if (actual instanceof Long number) {
            return testNumber(number) ? Selector.Match.YES : Selector.Match.NO;
        } else if (actual instanceof Collection<?> several) {
            Selector.Match match = Selector.Match.NO;
            for (Object one : several) {
                Selector.Match its = one == null ? Selector.Match.NO : test(one);
                if (its == Selector.Match.YES) {
                    return its;
                }
                match = its == Selector.Match.UNKNOWN ? its : match;
            }
            return match;
        }
        return actual != null && values.contains(actual) ? Selector.Match.YES : Selector.Match.NO;
    }

    private Selector.Match testText(String text) {
        if (!values.isEmpty() && values.contains(text)) {
            return Selector.Match.YES;
        }
        Selector.Match match = Selector.Match.NO;
        for (TextMatcher test : texts) {
            Selector.Match its = test.test(text);
            if (its == Selector.Match.YES) {
                return its;
            }
            match = its == Selector.Match.UNKNOWN ? its : match;
        }
        return match;
    }
}

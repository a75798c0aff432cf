package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The values that fit any of some patterns, as far as patterns can be compared: where two cannot, they are taken to have
 * something in common and not all.
 *
 * @param patterns without {@link ValuePattern.Exactly} numbers, which are ranges of one
 */
record PatternSpace(List<ValuePattern> patterns) {

    /** What an attribute's values can be; a pattern on one with a few values stands for those that fit. */
    static PatternSpace of(AttributeDescriptor attribute, List<ValuePattern> patterns) {
        if (attribute.values().isEmpty()) {
            return of(patterns);
        }
        PatternMatcher test = PatternMatcher.anyOf(patterns);
        return new PatternSpace(attribute.values().stream()
                .filter(value -> test.test(value) == Selector.Match.YES)
                .map(ValuePattern::exactly)
                .toList());
    }

    static PatternSpace of(List<ValuePattern> patterns) {
        return new PatternSpace(patterns.stream().map(PatternSpace::asRange).toList());
    }

    private static ValuePattern asRange(ValuePattern pattern) {
        return pattern instanceof ValuePattern.Exactly exactly && exactly.value() instanceof Long number
                ? ValuePattern.range(number, number)
                : pattern;
    }

    static PatternSpace union(List<PatternSpace> spaces) {
        return new PatternSpace(
                spaces.stream().flatMap(space -> space.patterns().stream()).toList());
    }

    /** {@return whether every value of the other is one of these} */
    boolean covers(PatternSpace other) {
        return other.patterns().stream().allMatch(this::covers);
    }

    private boolean covers(ValuePattern wanted) {
        return wanted instanceof ValuePattern.Range range
                ? coversRange(range)
                : patterns.stream().anyMatch(pattern -> covers(pattern, wanted));
    }

    private static boolean covers(ValuePattern pattern, ValuePattern wanted) {
        if (pattern.equals(wanted)) {
            return true;
        }
        if (wanted instanceof ValuePattern.Exactly exactly) {
            return PatternMatcher.anyOf(List.of(pattern)).test(exactly.value()) == Selector.Match.YES;
        }
        return pattern instanceof ValuePattern.Glob all
                && wanted instanceof ValuePattern.Glob some
                && Globs.isPrefix(all.glob())
                && Globs.beginning(some.glob()).startsWith(Globs.beginning(all.glob()));
    }

    /** Several ranges may do together what none does alone. */
    private boolean coversRange(ValuePattern.Range wanted) {
        List<ValuePattern.Range> ranges = new ArrayList<>(ranges().toList());
        ranges.sort(Comparator.comparingLong(ValuePattern.Range::from));
        long uncovered = wanted.from();
        for (ValuePattern.Range range : ranges) {
            if (range.from() > uncovered) {
                return false;
            }
            if (range.to() >= wanted.to()) {
                return true;
            }
            uncovered = Math.max(uncovered, range.to() + 1);
        }
        return false;
    }

    private Stream<ValuePattern.Range> ranges() {
        return patterns.stream().filter(ValuePattern.Range.class::isInstance).map(ValuePattern.Range.class::cast);
    }

    /** {@return whether no value is in both} */
    boolean isDisjointFrom(PatternSpace other) {
        return patterns.stream().allMatch(mine -> other.patterns().stream().allMatch(its -> areDisjoint(mine, its)));
    }

    private static boolean areDisjoint(ValuePattern one, ValuePattern other) {
        if (one instanceof ValuePattern.Range mine && other instanceof ValuePattern.Range its) {
            return mine.to() < its.from() || its.to() < mine.from();
        }
        if (one instanceof ValuePattern.Exactly exactly) {
            return PatternMatcher.anyOf(List.of(other)).test(exactly.value()) == Selector.Match.NO;
        }
        if (other instanceof ValuePattern.Exactly) {
            return areDisjoint(other, one);
        }
        if (one instanceof ValuePattern.Glob mine && other instanceof ValuePattern.Glob its) {
            String beginning = Globs.beginning(mine.glob());
            String otherBeginning = Globs.beginning(its.glob());
            return !beginning.startsWith(otherBeginning) && !otherBeginning.startsWith(beginning);
        }
        return false;
    }
}

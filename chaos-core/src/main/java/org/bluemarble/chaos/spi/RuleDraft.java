package org.bluemarble.chaos.spi;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it was written, before any of its words was understood: what every spelling is read into, and what
 * {@link org.bluemarble.chaos.RuleReader} makes a rule from.
 *
 * @param paths what words that are not there would be called
 * @param id the rule's id
 * @param at the point's name; null if it is missing
 * @param where the conditions of the selector
 * @param fault the fault's name; null if it is missing
 * @param main the value that follows the fault's name; null if there is none
 * @param parameters the fault's other parameters
 * @param when the trigger
 * @param bounds the bounds
 * @param phase null for the fault's own
 * @param enabled null for the default, which is true
 * @param dryRun null for the default, which is false
 * @param allowBlocking null for the default, which is false
 */
public record RuleDraft(
        RulePaths paths,
        Word id,
        @Nullable Word at,
        List<Term> where,
        @Nullable Word fault,
        @Nullable Word main,
        List<Entry> parameters,
        List<Entry> when,
        List<Entry> bounds,
        @Nullable Word phase,
        @Nullable Word enabled,
        @Nullable Word dryRun,
        @Nullable Word allowBlocking) {

    public RuleDraft {
        where = List.copyOf(where);
        parameters = List.copyOf(parameters);
        when = List.copyOf(when);
        bounds = List.copyOf(bounds);
    }

    /** A key and its value. Both have the same path. */
    public record Entry(Word key, Word value) {}

    /**
     * A condition on an attribute.
     *
     * @param negated whether none of the alternatives may fit
     * @param anyOf what the attribute's value is compared with; at least one
     */
    public record Term(Word key, boolean negated, List<Alternative> anyOf) {

        public Term {
            anyOf = List.copyOf(anyOf);
        }
    }

    /** What an attribute's value is compared with. */
    public record Alternative(Form form, Word word) {}

    /** How the word of an alternative is meant. */
    public enum Form {
        /** A value, or for numbers a range such as {@code 10..50}. */
        VALUE,
        /** A text with wildcards. */
        GLOB,
        /** A regular expression, without the slashes around it. */
        REGEX
    }

    /** {@return the first value of a trigger or bound} */
    public Optional<Word> setting(String key) {
        return Stream.concat(when.stream(), bounds.stream())
                .filter(entry -> entry.key().text().equals(key))
                .map(Entry::value)
                .findFirst();
    }
}

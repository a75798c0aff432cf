package org.bluemarble.chaos;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Word;

/** The parameters of one fault, each of which is right by itself: as values, and as the words they were read from. */
record FaultParameters(RuleDraft draft, Map<String, Word> words, Map<String, Object> values, Findings findings) {

    <T> Optional<T> value(String name, Class<T> type) {
        return Optional.ofNullable(values.get(name)).map(type::cast);
    }

    /** A parameter that is known to be there. */
    <T> T required(String name, Class<T> type) {
        return value(name, type).orElseThrow();
    }

    boolean has(String name) {
        return words.containsKey(name);
    }

    void refuse(String name, String predicate) {
        findings.refuse(word(name), predicate);
    }

    void refuseValue(String name, String predicate) {
        findings.refuseValue(word(name), predicate);
    }

    void missing(String name, String hint) {
        findings.add(draft.id().position(), draft.paths().fault(name) + " is missing; " + hint);
    }

    /** The word of a parameter that is known to be there. */
    Word word(String name) {
        return Objects.requireNonNull(words.get(name), name);
    }
}

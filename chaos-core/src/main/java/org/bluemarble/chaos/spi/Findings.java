package org.bluemarble.chaos.spi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.Problem;
import org.jspecify.annotations.Nullable;

/** Gathers the problems of one configuration, so that all of them are told at once. Not thread-safe. */
public final class Findings {

    private record Finding(@Nullable Position position, String text) {}

    // Stable sorting: problems of one line stay in the order in which they were found.
    private static final Comparator<Finding> BY_POSITION =
            Comparator.comparing(Finding::position, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final List<Finding> findings = new ArrayList<>();

    /** Begins with no problem. */
    public Findings() {}

    /**
     * Adds a problem.
     *
     * @param position where it stands, or null
     * @param text the whole problem
     */
    public void add(@Nullable Position position, String text) {
        findings.add(new Finding(position, text));
    }

    /** Adds a problem with a word that is not what it should be: <i>path</i> was '<i>word</i>' <i>predicate</i>. */
    public void refuse(Word word, String predicate) {
        add(word.position(), word.path() + " was " + word.quoted() + separated(predicate));
    }

    /** Adds a problem with a value that was understood: <i>path</i> was <i>value</i> <i>predicate</i>. */
    public void refuseValue(Word word, String predicate) {
        add(word.position(), word.path() + " was " + Word.shown(word.text()) + separated(predicate));
    }

    /** Adds a problem with the word as such: <i>path</i> <i>predicate</i>. */
    public void tell(Word word, String predicate) {
        add(word.position(), word.path() + separated(predicate));
    }

    private static String separated(String predicate) {
        return predicate.startsWith(",") || predicate.startsWith(";") ? predicate : " " + predicate;
    }

    /** {@return how many problems there are} */
    public int size() {
        return findings.size();
    }

    /** {@return whether there is no problem} */
    public boolean isEmpty() {
        return findings.isEmpty();
    }

    /** {@return the problems in the order of their positions; those without one first} */
    public List<Problem> problems() {
        return findings.stream().sorted(BY_POSITION).map(Findings::problem).toList();
    }

    private static Problem problem(Finding finding) {
        return new Problem(
                finding.position() == null ? null : finding.position().toString(), finding.text());
    }

    /**
     * Ends the reading.
     *
     * @param source what was read, for messages
     * @throws ChaosConfigurationException if there is a problem
     */
    public void throwIfAny(String source) {
        if (!isEmpty()) {
            throw new ChaosConfigurationException(source, problems());
        }
    }
}

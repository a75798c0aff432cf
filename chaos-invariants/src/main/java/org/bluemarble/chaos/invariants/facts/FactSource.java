package org.bluemarble.chaos.invariants.facts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the facts come from: a log file, several of them, or a list in memory.
 *
 * <p>A source can be opened any number of times. Implementations in this package are thread-safe; each cursor belongs to one
 * thread.
 */
@FunctionalInterface
public interface FactSource {

    /**
     * Opens the facts that were recorded before this call, and no later ones. A checker opens its facts first and its
     * snapshot second: an answer recorded after the snapshot speaks of a commit that the snapshot need not show.
     *
     * @return a cursor before the first fact
     * @throws IOException if the facts cannot be opened
     */
    FactCursor open() throws IOException;

    /**
     * Reads a fact log written by {@link FactLogWriter}.
     *
     * @param log the file; it may still be growing
     * @return a source that reads the file anew each time it is opened
     */
    static FactSource file(Path log) {
        return new FactLog(log);
    }

    /**
     * Serves facts from memory.
     *
     * @param facts in the order in which they happened
     * @return a source of exactly these facts
     */
    static FactSource of(List<Fact> facts) {
        List<Fact> copy = List.copyOf(facts);
        return () -> new ListedFacts(copy);
    }

    /**
     * Joins several sources, for example the logs of several client processes.
     *
     * @param sources read one after another
     * @return all facts of all sources
     */
    static FactSource all(List<FactSource> sources) {
        List<FactSource> copy = List.copyOf(sources);
        return () -> JoinedFacts.open(copy);
    }
}

package org.bluemarble.chaos;

import java.util.HashMap;
import java.util.Map;

/**
 * One source of flag decisions outside of the engine. It says the whole of what it has to say each time: a flag that it does
 * not name any more it has let go of. Thread-safe.
 */
public final class FlagFeed implements AutoCloseable {

    private final FlagBook book;
    private final FlagSource source;
    private final String actor;

    /** Replaced as a whole; the flag book's monitor is held for writing. */
    private volatile Map<String, FlagDecision> decisions = Map.of();

    FlagFeed(FlagBook book, FlagSource source, String actor) {
        this.book = book;
        this.source = source;
        this.actor = actor;
    }

    /** {@return which source this is one of} */
    public FlagSource source() {
        return source;
    }

    /** {@return what the audit trail calls it} */
    public String actor() {
        return actor;
    }

    /**
     * Replaces all that this source has said.
     *
     * @param flags by the rule's id, whether it shall act; rules that are not armed may be among them
     */
    public void say(Map<String, Boolean> flags) {
        book.say(this, flags);
    }

    /**
     * Enters into the audit trail that this source could not be understood. What it said before holds.
     *
     * @param problem what is wrong, whole
     */
    public void refused(String problem) {
        book.refused(this, problem);
    }

    /** Lets go of every flag, and of the place among the sources. May be done twice. */
    @Override
    public void close() {
        book.close(this);
    }

    Map<String, FlagDecision> decisions() {
        return decisions;
    }

    void setDecisions(Map<String, Boolean> flags) {
        Map<String, FlagDecision> said = new HashMap<>();
        flags.forEach((id, on) -> said.put(id, new FlagDecision(source, actor, on)));
        decisions = Map.copyOf(said);
    }

    @Override
    public String toString() {
        return actor;
    }
}

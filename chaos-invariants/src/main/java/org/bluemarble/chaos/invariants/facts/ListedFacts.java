package org.bluemarble.chaos.invariants.facts;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts from memory, for tests and for harnesses that keep no file. */
final class ListedFacts implements FactCursor {

    private final Iterator<Fact> facts;

    ListedFacts(List<Fact> facts) {
        this.facts = facts.iterator();
    }

    @Override
    public @Nullable Fact next() {
        return facts.hasNext() ? facts.next() : null;
    }

    @Override
    public List<String> torn() {
        return List.of();
    }

    @Override
    public List<String> unreadable() {
        return List.of();
    }

    @Override
    public void close() {
        // Memory needs no closing.
    }
}

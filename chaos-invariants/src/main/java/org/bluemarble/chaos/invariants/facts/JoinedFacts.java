package org.bluemarble.chaos.invariants.facts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Several cursors read one after another. All are opened at once, so that all stop at the same instant. */
final class JoinedFacts implements FactCursor {

    private final List<FactCursor> cursors;
    private int current;

    private JoinedFacts(List<FactCursor> cursors) {
        this.cursors = cursors;
    }

    static JoinedFacts open(List<FactSource> sources) throws IOException {
        JoinedFacts joined = new JoinedFacts(new ArrayList<>());
        try {
            for (FactSource source : sources) {
                joined.cursors.add(source.open());
            }
            return joined;
        } catch (IOException failure) {
            joined.closeAfter(failure);
            throw failure;
        }
    }

    @Override
    public @Nullable Fact next() throws IOException {
        while (current < cursors.size()) {
            Fact fact = cursors.get(current).next();
            if (fact != null) {
                return fact;
            }
            current++;
        }
        return null;
    }

    @Override
    public List<String> torn() {
        return gather(FactCursor::torn);
    }

    @Override
    public List<String> unreadable() {
        return gather(FactCursor::unreadable);
    }

    private List<String> gather(Function<FactCursor, List<String>> lines) {
        return cursors.stream().flatMap(cursor -> lines.apply(cursor).stream()).toList();
    }

    @Override
    public void close() throws IOException {
        IOException failure = new IOException("some fact logs could not be closed");
        closeAfter(failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private void closeAfter(IOException failure) {
        for (FactCursor cursor : cursors) {
            try {
                cursor.close();
            } catch (IOException again) {
                failure.addSuppressed(again);
            }
        }
    }
}

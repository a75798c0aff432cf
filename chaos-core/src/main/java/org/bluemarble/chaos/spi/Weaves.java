package org.bluemarble.chaos.spi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which classes the agent has put code into, and where it could not. Thread-safe. */
public final class Weaves {

    /** How far a weave has come. */
    public enum State {
        /** The class was not loaded so far. */
        ABSENT,
        /** The code is in place, and no call has passed it yet. */
        WOVEN,
        /** A call has passed the code, so it is known to work. */
        ACTIVE,
        /** The code could not be put in place. */
        FAILED
    }

    /**
     * One weave.
     *
     * @param name what is woven, for example {@code pgjdbc PgConnection.commit}
     * @param points the names of the points that its calls pass
     * @param state how far it has come
     * @param detail the woven class's loader, or why the weave failed; null while absent
     */
    public record Weave(
            String name,
            List<String> points,
            State state,
            @Nullable String detail) {
        public Weave {
            points = List.copyOf(points);
        }
    }

    private static final Map<String, Weave> WEAVES = new LinkedHashMap<>();

    private Weaves() {}

    /** Records how far a weave has come. */
    public static synchronized void report(Weave weave) {
        WEAVES.put(weave.name(), weave);
    }

    /** {@return every weave, in the order they were first reported; empty without the agent} */
    public static synchronized List<Weave> all() {
        return List.copyOf(WEAVES.values());
    }
}

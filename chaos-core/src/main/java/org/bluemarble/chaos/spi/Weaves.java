package org.bluemarble.chaos.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the agent puts code into, how far that has come, and where it could not. One weave may be woven several times, when
 * several loaders have the class; it has failed if it failed for one of them. Thread-safe.
 */
public final class Weaves {

    /** How far a weave has come. */
    public enum State {
        /** The class was not loaded so far, or its code was taken out again. */
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
     * @param name what is woven, for example {@code pgjdbc PgConnection.commit()}
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

        /** {@return the first word of the name: what the woven class belongs to, for example {@code pgjdbc}} */
        public String library() {
            return name.split(" ", 2)[0];
        }
    }

    private static final Map<String, Entry> ENTRIES = new LinkedHashMap<>();
    private static IntSupplier removal = () -> 0;

    private Weaves() {}

    /** Announces a weave, absent so far. Announcing it again changes nothing. */
    public static synchronized void announce(String name, List<String> points) {
        ENTRIES.computeIfAbsent(name, unused -> new Entry(name, List.copyOf(points)));
    }

    /** Records that the code is in place in the class that this loader has. */
    public static synchronized void woven(String name, String loader) {
        entry(name).wovenIn(loader);
    }

    /** Records that a call has passed the code. */
    public static synchronized void passed(String name) {
        entry(name).passed = true;
    }

    /** Records that the code is not in place in the class that this loader has, and why, in words. */
    public static synchronized void failed(String name, String loader, String why) {
        entry(name).failedIn(loader, why);
    }

    /** Records that the code was taken out of every class. */
    public static synchronized void removed(String name) {
        entry(name).clear();
    }

    /** {@return every weave, in the order they were announced; empty without the agent} */
    public static synchronized List<Weave> all() {
        return ENTRIES.values().stream().map(Entry::view).toList();
    }

    /** Tells how to take all code out again; called once, by the agent. */
    public static synchronized void onRemoveAll(IntSupplier removal) {
        Weaves.removal = Objects.requireNonNull(removal, "removal");
    }

    /**
     * Takes the code out of every class, which then has its original bytecode, and puts none into classes that are loaded
     * later. Calls that are under way end as they began. This cannot be taken back while the JVM runs.
     *
     * @return from how many classes code was taken; zero without the agent
     */
    public static int removeAll() {
        IntSupplier remove;
        synchronized (Weaves.class) {
            remove = removal;
        }
        // Outside the monitor: the agent reports what it removes, and other threads pass woven code meanwhile.
        return remove.getAsInt();
    }

    private static Entry entry(String name) {
        Entry entry = ENTRIES.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("weave was '" + name + "' but must have been announced");
        }
        return entry;
    }

    /** A weave in all loaders. Loaders are kept by their descriptions alone: a web application must remain collectable. */
    private static final class Entry {

        /** Beyond these, a redeployed application's loaders are the same story again. */
        private static final int LOADERS_KEPT = 8;

        private final String name;
        private final List<String> points;
        private final List<String> loaders = new ArrayList<>();
        private final Map<String, String> failures = new LinkedHashMap<>();
        private boolean passed;

        Entry(String name, List<String> points) {
            this.name = name;
            this.points = points;
        }

        void wovenIn(String loader) {
            failures.remove(loader);
            if (!loaders.contains(loader) && loaders.size() < LOADERS_KEPT) {
                loaders.add(loader);
            }
        }

        void failedIn(String loader, String why) {
            loaders.remove(loader);
            if (failures.containsKey(loader) || failures.size() < LOADERS_KEPT) {
                failures.put(loader, why);
            }
        }

        void clear() {
            loaders.clear();
            failures.clear();
            passed = false;
        }

        Weave view() {
            if (!failures.isEmpty()) {
                List<String> reasons = new ArrayList<>();
                failures.forEach((loader, why) -> reasons.add(loader + ": " + why));
                return new Weave(name, points, State.FAILED, String.join("; ", reasons));
            }
            if (loaders.isEmpty()) {
                return new Weave(name, points, State.ABSENT, null);
            }
            return new Weave(name, points, passed ? State.ACTIVE : State.WOVEN, String.join("; ", loaders));
        }
    }
}

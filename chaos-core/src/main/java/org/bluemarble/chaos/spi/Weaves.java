package org.bluemarble.chaos.spi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the agent puts code into, how far that has come, and where it could not. One weave may be woven several times, when
 * several loaders have the class; it has failed if it failed for one of them. Thread-safe.
 */
public final class Weaves {

    /** How far a weave has come. */
    public enum State {
        /** The class was not loaded so far. */
        ABSENT,
        /** The code is in place, and no call has passed it yet. */
        WOVEN,
        /** A call has passed the code, so it is known to work. */
        ACTIVE,
        /** The code could not be put in place, or not all of it. */
        FAILED,
        /** The code was taken out of every class, and none is put into classes that are loaded later. */
        REMOVED
    }

    /**
     * One weave.
     *
     * @param name what is woven, for example {@code pgjdbc PgConnection.commit()}
     * @param points the names of the points that its calls pass
     * @param state how far it has come
     * @param detail the woven class's loader, or why the weave failed; null while absent and after removal
     * @param within those of the points that its calls pass or may yet pass: none after removal
     */
    public record Weave(
            String name,
            List<String> points,
            State state,
            @Nullable String detail,
            List<String> within) {
        public Weave {
            points = List.copyOf(points);
            within = List.copyOf(within);
        }

        /** {@return the first word of the name: what the woven class belongs to, for example {@code pgjdbc}} */
        public String library() {
            return name.split(" ", 2)[0];
        }
    }

    private static final Map<String, Entry> ENTRIES = new LinkedHashMap<>();
    /** Replaced as a whole: asked without the monitor wherever code names a point. */
    private static volatile Set<String> points = Set.of();

    private static final List<IntSupplier> REMOVALS = new ArrayList<>();

    private Weaves() {}

    /** Announces a weave, absent so far. Announcing it again changes nothing. */
    public static synchronized void announce(String name, List<String> points) {
        ENTRIES.computeIfAbsent(name, unused -> new Entry(name, List.copyOf(points)));
        Set<String> concerned = new HashSet<>(Weaves.points);
        concerned.addAll(points);
        Weaves.points = Set.copyOf(concerned);
    }

    /** {@return whether there is a weave, in whatever state, whose calls pass this point} */
    public static boolean concern(String point) {
        return points.contains(point);
    }

    /** Records that the code is in place in the class that this loader has; nothing if the weave was withdrawn. */
    public static synchronized void woven(String name, String loader) {
        entry(name).ifPresent(entry -> entry.wovenIn(loader));
    }

    /** Records that a call has passed the code; does nothing if the weave was withdrawn meanwhile. */
    public static synchronized void passed(String name) {
        entry(name).ifPresent(entry -> entry.passed = true);
    }

    /** Records that the code was taken out of every class until a rule needs it again. */
    public static synchronized void rests(String name) {
        entry(name).ifPresent(entry -> ENTRIES.put(name, new Entry(name, entry.points)));
    }

    /** Takes back what was announced for rules that have ended. */
    public static synchronized void withdraw(String name) {
        ENTRIES.remove(name);
    }

    /** Records that no code is in place in the class that this loader has, and why, in words. */
    public static synchronized void failed(String name, String loader, String why) {
        entry(name).ifPresent(entry -> entry.failedIn(loader, new Failure(why, List.of())));
    }

    /**
     * Records that only some of the code is in place in the class that this loader has.
     *
     * @param why in words
     * @param within the points that calls pass all the same
     */
    public static synchronized void wovenInPart(String name, String loader, String why, List<String> within) {
        entry(name).ifPresent(entry -> entry.failedIn(loader, new Failure(why, List.copyOf(within))));
    }

    /** Records that the code was taken out of every class, for good. */
    public static synchronized void removed(String name) {
        entry(name).ifPresent(Entry::remove);
    }

    /** {@return every weave, in the order they were announced; empty without the agent} */
    public static synchronized List<Weave> all() {
        return ENTRIES.values().stream().map(Entry::view).toList();
    }

    /** {@return every weave whose calls pass this point, whatever its state} */
    public static List<Weave> at(String point) {
        return all().stream().filter(weave -> weave.points().contains(point)).toList();
    }

    /** Tells how to take code out again; called by the agent for all that it puts in. */
    public static synchronized void onRemoveAll(IntSupplier removal) {
        REMOVALS.add(Objects.requireNonNull(removal, "removal"));
    }

    /**
     * Takes the code out of every class, which then has its original bytecode, and puts none into classes that are loaded
     * later. Calls that are under way end as they began. This cannot be taken back while the JVM runs.
     *
     * @return from how many classes code was taken; zero without the agent
     */
    public static int removeAll() {
        List<IntSupplier> removals;
        synchronized (Weaves.class) {
            removals = List.copyOf(REMOVALS);
        }
        // Outside the monitor: the agent reports what it removes, and other threads pass woven code meanwhile.
        return removals.stream().mapToInt(IntSupplier::getAsInt).sum();
    }

    /** None if rules that needed the weave have ended while a class was being woven. */
    private static Optional<Entry> entry(String name) {
        return Optional.ofNullable(ENTRIES.get(name));
    }

    /** Why the code, or some of it, is not in place, and which points calls pass all the same. */
    private record Failure(String why, List<String> within) {}

    /** A weave in all loaders. Loaders are kept by their descriptions alone: a web application must remain collectable. */
    private static final class Entry {

        /** Beyond these, a redeployed application's loaders are the same story again. */
        private static final int LOADERS_KEPT = 8;

        private final String name;
        private final List<String> points;
        private final List<String> loaders = new ArrayList<>();
        private final Map<String, Failure> failures = new LinkedHashMap<>();
        private boolean passed;
        private boolean removed;

        Entry(String name, List<String> points) {
            this.name = name;
            this.points = points;
        }

        void wovenIn(String loader) {
            removed = false;
            failures.remove(loader);
            if (!loaders.contains(loader) && loaders.size() < LOADERS_KEPT) {
                loaders.add(loader);
            }
        }

        void failedIn(String loader, Failure failure) {
            removed = false;
            loaders.remove(loader);
            if (failures.containsKey(loader) || failures.size() < LOADERS_KEPT) {
                failures.put(loader, failure);
            }
        }

        void remove() {
            loaders.clear();
            failures.clear();
            passed = false;
            removed = true;
        }

        Weave view() {
            if (removed) {
                return new Weave(name, points, State.REMOVED, null, List.of());
            }
            if (!failures.isEmpty()) {
                return new Weave(name, points, State.FAILED, reasons(), loaders.isEmpty() ? withinFailed() : points);
            }
            if (loaders.isEmpty()) {
                return new Weave(name, points, State.ABSENT, null, points);
            }
            return new Weave(name, points, passed ? State.ACTIVE : State.WOVEN, String.join("; ", loaders), points);
        }

        private String reasons() {
            List<String> reasons = new ArrayList<>();
            failures.forEach((loader, failure) -> reasons.add(loader + ": " + failure.why()));
            return String.join("; ", reasons);
        }

        private List<String> withinFailed() {
            return failures.values().stream()
                    .flatMap(failure -> failure.within().stream())
                    .distinct()
                    .toList();
        }
    }
}

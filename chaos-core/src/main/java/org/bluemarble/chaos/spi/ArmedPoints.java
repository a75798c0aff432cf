package org.bluemarble.chaos.spi;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * At which points rules are armed, of all engines together, whether their flags are on or off: code that is put in place
 * for them stays while a flag is toggled. Thread-safe.
 */
public final class ArmedPoints {

    private static final Map<String, Integer> RULES = new HashMap<>();

    /** Those of them that ask for whom a call is made. */
    private static final Map<String, Integer> ASKING = new HashMap<>();

    /** Weakly: a target module's classes may be those of an application that is redeployed. */
    private static final List<WeakReference<Consumer<String>>> LISTENERS = new CopyOnWriteArrayList<>();

    private static volatile @Nullable ArmingFollower follower;

    private ArmedPoints() {}

    /** Has this follower told of changes; called once, by the agent. */
    public static void followedBy(ArmingFollower one) {
        follower = Objects.requireNonNull(one, "one");
    }

    /**
     * Has a target module told of the points where the first rule is armed, and where the last one has ended. The listener
     * is called on the thread that arms or disarms, and must return at once. It is held weakly: the module keeps it.
     */
    public static void listen(Consumer<String> listener) {
        LISTENERS.removeIf(former -> former.get() == null);
        LISTENERS.add(new WeakReference<>(Objects.requireNonNull(listener, "listener")));
    }

    /** {@return whether somebody follows, without whom a point of a {@link PointFamily} is passed by no call} */
    public static boolean areFollowed() {
        return follower != null;
    }

    /** {@return the names of the points where a rule is armed now} */
    public static synchronized Set<String> names() {
        return Set.copyOf(RULES.keySet());
    }

    /**
     * {@return the names of the points where a rule is armed now that asks for a call's player or session: who knows for
     * whom others work tells them, and need not otherwise}
     */
    public static synchronized Set<String> askingForWhom() {
        return Set.copyOf(ASKING.keySet());
    }

    /**
     * Called by an engine when a rule is armed, before it acts.
     *
     * @param asksForWhom whether it asks for a call's player or session
     */
    public static void armed(String point, boolean asksForWhom) {
        boolean first;
        boolean firstAsking;
        synchronized (ArmedPoints.class) {
            first = more(RULES, point);
            firstAsking = asksForWhom && more(ASKING, point);
        }
        tell(point, first, firstAsking);
    }

    private static boolean more(Map<String, Integer> rules, String point) {
        return rules.merge(point, 1, Integer::sum) == 1;
    }

    /** Called by an engine when a rule has ended, with what was said when it was armed. */
    public static void ended(String point, boolean askedForWhom) {
        boolean last;
        boolean lastAsking;
        synchronized (ArmedPoints.class) {
            last = fewer(RULES, point);
            lastAsking = askedForWhom && fewer(ASKING, point);
        }
        tell(point, last, lastAsking);
    }

    private static boolean fewer(Map<String, Integer> rules, String point) {
        return rules.computeIfPresent(point, (name, count) -> count == 1 ? null : count - 1) == null;
    }

    private static void tell(String point, boolean changed, boolean askingChanged) {
        ArmingFollower told = follower;
        if (askingChanged && told != null) {
            told.askingChanged();
        }
        if (changed) {
            tell(point);
        }
    }

    private static void tell(String point) {
        ArmingFollower told = follower;
        if (told != null) {
            told.changed(point);
        }
        for (WeakReference<Consumer<String>> reference : LISTENERS) {
            Consumer<String> listener = reference.get();
            if (listener == null) {
                continue;
            }
            try {
                listener.accept(point);
            } catch (RuntimeException | LinkageError bug) {
                InternalProblems.report("a target was not told that rules changed at " + point, bug);
            }
        }
    }

    /** {@return why a rule at this point could not act in this JVM, as the end of a sentence; null if it can} */
    public static @Nullable String complaint(String point) {
        ArmingFollower asked = follower;
        return asked == null ? null : asked.complaint(point);
    }

    /** Waits until followers have done what was told before, but not for ever. Called outside all locks. */
    public static void settle() {
        ArmingFollower awaited = follower;
        if (awaited != null) {
            awaited.settle();
        }
    }
}

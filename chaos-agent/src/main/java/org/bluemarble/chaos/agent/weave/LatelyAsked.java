package org.bluemarble.chaos.agent.weave;

import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bluemarble.chaos.spi.InternalProblems;
import org.jspecify.annotations.Nullable;

/**
 * Which classes the JVM asked about lately, and by which plan it was answered. Between the answer and the moment when the
 * class is among the loaded ones lies as long as it takes to load its superclass: whoever changes the plan then finds the
 * class here and nowhere else. Thread-safe.
 */
final class LatelyAsked {

    /** More than a server defines at once on all of its threads; a few hundred kilobytes at most. */
    private static final int REMEMBERED = 1024;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** A definition takes a fraction of a millisecond; where a loader waits for something else, so may the search. */
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final AtomicReferenceArray<@Nullable Asked> ring = new AtomicReferenceArray<>(REMEMBERED);
    private final AtomicInteger next = new AtomicInteger();

    /**
     * Remembers that the JVM asks about a class now, and what it is answered.
     *
     * @param loadedBefore whether the class is being changed, and not defined
     */
    ArmedPlan answer(String type, @Nullable ClassLoader loader, boolean loadedBefore, Supplier<ArmedPlan> plan) {
        Asked asked = new Asked(type, loader, loadedBefore);
        ring.set(Math.floorMod(next.getAndIncrement(), REMEMBERED), asked);
        // Read after that: either this plan is the new one, or who put it in force finds the question.
        ArmedPlan answer = plan.get();
        asked.answer = answer;
        return answer;
    }

    /**
     * Sees to classes that could not be searched when the plan was put in force: threads are about to define them, or to
     * change them. Waits for those threads, but not for ever.
     *
     * @param seenTo those that were found by the first search, and are as the plan says
     * @param overtaken whether another plan is to follow, which then sees to the rest
     * @param retransform has the JVM ask again about these
     * @return how many classes were late
     */
    int catchUp(
            ArmedPlan plan,
            Set<Class<?>> seenTo,
            Instrumentation instrumentation,
            BooleanSupplier overtaken,
            Consumer<Set<Class<?>>> retransform) {
        Set<Class<?>> late = new HashSet<>();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        long pauseNanos = FIRST_PAUSE_NANOS;
        for (List<Asked> open = answeredOtherwise(plan); !open.isEmpty(); open = answeredOtherwise(plan)) {
            // Asked before the search: what is over then is found by it, or never was defined.
            Set<Asked> settled = open.stream().filter(Asked::isOver).collect(Collectors.toSet());
            Set<Class<?>> found = new LinkedHashSet<>();
            for (Class<?> type : instrumentation.getAllLoadedClasses()) {
                for (Asked asked : open) {
                    if (asked.is(type) && (!asked.loadedBefore || settled.contains(asked))) {
                        settled.add(asked);
                        if (asked.loadedBefore || !seenTo.contains(type)) {
                            found.add(type);
                        }
                    }
                }
            }
            found.removeIf(type -> !instrumentation.isModifiableClass(type));
            retransform.accept(found);
            late.addAll(found);
            settled.forEach(this::forget);
            if (settled.size() < open.size()) {
                if (overtaken.getAsBoolean()) {
                    return late.size();
                }
                if (System.nanoTime() - deadline >= 0) {
                    open.removeAll(settled);
                    InternalProblems.report(
                            "code for rules may be missing in " + open.get(0).type + ", or be left there",
                            new TimeoutException("the class is still being defined"));
                    return late.size();
                }
                LockSupport.parkNanos(this, pauseNanos);
                pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
            }
        }
        late.removeAll(seenTo);
        return late.size();
    }

    /** {@return the questions whose answer would be another by this plan, or is not known yet} */
    private List<Asked> answeredOtherwise(ArmedPlan plan) {
        List<Asked> otherwise = new ArrayList<>(0);
        for (int i = 0; i < REMEMBERED; i++) {
            Asked asked = ring.get(i);
            if (asked != null && asked.wouldDiffer(plan)) {
                otherwise.add(asked);
            }
        }
        return otherwise;
    }

    /** A question that needs no more attention. */
    private void forget(Asked asked) {
        for (int i = 0; i < REMEMBERED; i++) {
            ring.compareAndSet(i, asked, null);
        }
    }

    /** One question, from the thread that defines the class or changes it. */
    private static final class Asked {

        /** The boot loader defines classes without a frame of Java; none takes longer. */
        private static final long UNSEEN_NANOS = TimeUnit.SECONDS.toNanos(2);

        private final String type;
        private final @Nullable WeakReference<ClassLoader> loader;
        private final boolean loadedBefore;
        private final WeakReference<Thread> thread = new WeakReference<>(Thread.currentThread());
        private final long sinceNanos = System.nanoTime();
        private volatile @Nullable ArmedPlan answer;

        private Asked(String type, @Nullable ClassLoader loader, boolean loadedBefore) {
            this.type = type;
            this.loader = loader == null ? null : new WeakReference<>(loader);
            this.loadedBefore = loadedBefore;
        }

        private boolean wouldDiffer(ArmedPlan plan) {
            ArmedPlan answered = answer;
            ClassLoader asking = loader == null ? null : loader.get();
            boolean unloaded = loader != null && asking == null;
            return !unloaded
                    && answered != plan
                    && (answered == null || !answered.of(type, asking).equals(plan.of(type, asking)));
        }

        boolean is(Class<?> loaded) {
            return loaded.getName().equals(type) && loaded.getClassLoader() == (loader == null ? null : loader.get());
        }

        /** {@return whether the thread does something else by now: the class is loaded, or never will be} */
        boolean isOver() {
            Thread asking = thread.get();
            if (asking == null || !asking.isAlive()) {
                return true;
            }
            if (answer == null) {
                return false;
            }
            if (loader == null && !loadedBefore) {
                return System.nanoTime() - sinceNanos > UNSEEN_NANOS;
            }
            for (StackTraceElement frame : asking.getStackTrace()) {
                String method = frame.getMethodName();
                // The last one where a class comes out of an archive of class data.
                if (method.startsWith("defineClass")
                        || method.startsWith("retransformClasses")
                        || method.startsWith("redefineClasses")
                        || method.startsWith("findLoadedClass")) {
                    return false;
                }
            }
            return true;
        }
    }
}

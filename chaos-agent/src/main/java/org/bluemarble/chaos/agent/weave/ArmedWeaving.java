package org.bluemarble.chaos.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bluemarble.chaos.jvm.ClockPattern;
import org.bluemarble.chaos.jvm.MethodPattern;
import org.bluemarble.chaos.spi.ArmedPoints;
import org.bluemarble.chaos.spi.ArmingFollower;
import org.bluemarble.chaos.spi.CallNesting;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.Weaves;
import org.jspecify.annotations.Nullable;

/**
 * Code that is in place only while rules that need it are armed: in methods that rules choose by pattern, and in classes of
 * the JDK. A thread of its own puts it in place and takes it out, so that disarming waits for nothing; arming waits until it
 * is there. Thread-safe.
 */
public final class ArmedWeaving implements ArmingFollower {

    /** A loader of the game's may hold a lock that who arms a rule waits for; then arming goes on, and explain tells. */
    private static final long PATIENCE_SECONDS = 20;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);

    private final Instrumentation instrumentation;
    private final List<ClassWeave> candidates;
    private final Weaver exactWeaver = new Weaver();
    private final PatternWeaver patternWeaver = new PatternWeaver();
    private final ClockWeaver clockWeaver = new ClockWeaver();
    private final PatternReach reach;
    private final LatelyAsked lately = new LatelyAsked();
    private final Set<String> exactTypes = new HashSet<>();
    private final WeavingThread thread = new WeavingThread(this::follow, ArmedWeaving::thread);

    /** Written by the weaving thread alone, before it has the JVM ask the transformer again. */
    private volatile ArmedPlan plan = ArmedPlan.EMPTY;

    private volatile boolean removed;

    /** Out of how many classes code was taken when all was taken out. */
    private final AtomicInteger removedFrom = new AtomicInteger();

    private ArmedWeaving(Instrumentation instrumentation, List<ClassWeave> candidates) {
        this.instrumentation = instrumentation;
        this.candidates = List.copyOf(candidates);
        candidates.forEach(weave -> exactTypes.add(weave.type()));
        this.reach = new PatternReach(instrumentation);
    }

    /**
     * Follows what is armed from now on.
     *
     * @param candidates classes of the JDK that are woven while one of their points is armed
     */
    public static ArmedWeaving install(Instrumentation instrumentation, List<ClassWeave> candidates) {
        ArmedWeaving weaving = new ArmedWeaving(instrumentation, candidates);
        candidates.forEach(weave -> Weaves.announce(weave.name(), weave.points()));
        instrumentation.addTransformer(weaving.new Transformer(), true);
        ArmedPoints.followedBy(weaving);
        Weaves.onRemoveAll(weaving::remove);
        return weaving;
    }

    /** Says that the rules of the agent's own options are armed: the others must name what some loader finds. */
    public void applicationBegins() {
        reach.applicationBegins();
    }

    @Override
    public @Nullable String complaint(String point) {
        boolean method = point.startsWith(MethodPattern.PREFIX);
        if (!method && !point.startsWith(ClockPattern.PREFIX)) {
            return null;
        }
        return removed
                ? ", but all code was taken out of this JVM for good"
                : reach.complaint(
                        method
                                ? MethodPattern.of(point)
                                : ClockPattern.of(point).classes());
    }

    @Override
    public void changed(String point) {
        if (concerns(point)) {
            thread.ask();
        }
    }

    @Override
    public void askingChanged() {
        IdentitySites.look();
    }

    private boolean concerns(String point) {
        return point.startsWith(MethodPattern.PREFIX)
                || point.startsWith(ClockPattern.PREFIX)
                || candidates.stream().anyMatch(weave -> weave.points().contains(point));
    }

    @Override
    public void settle() {
        await("code for a rule that was armed is not in place yet");
    }

    private void await(String otherwise) {
        try {
            if (!thread.await(PATIENCE_NANOS)) {
                InternalProblems.report(otherwise, new TimeoutException("waited " + PATIENCE_SECONDS + " s"));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the code out of every class for good, and returns out of how many. */
    private int remove() {
        removed = true;
        thread.ask();
        await("code is still being taken out");
        return removedFrom.getAndSet(0);
    }

    private void follow() {
        try {
            boolean last = removed;
            int classes = become(last ? ArmedPlan.EMPTY : wanted(ArmedPoints.names()));
            if (last) {
                removedFrom.addAndGet(classes);
            }
        } catch (RuntimeException | LinkageError bug) {
            InternalProblems.report("code for rules is not as it should be", bug);
        }
    }

    private ArmedPlan wanted(Set<String> armed) {
        List<ClassWeave> exact = candidates.stream()
                .filter(weave -> weave.points().stream().anyMatch(armed::contains))
                .toList();
        return new ArmedPlan(
                exact,
                named(armed, MethodPattern.PREFIX).map(MethodPattern::of).toList(),
                named(armed, ClockPattern.PREFIX).map(ClockPattern::of).toList());
    }

    private static Stream<String> named(Set<String> points, String prefix) {
        return points.stream().filter(point -> point.startsWith(prefix)).sorted();
    }

    /** Runs on the weaving thread alone. */
    private int become(ArmedPlan next) {
        ArmedPlan former = plan;
        next.weaves().forEach((weave, point) -> Weaves.announce(weave, List.of(point)));
        // First the plan, then the search: a class that is loaded in between is woven by the one or the other.
        plan = next;
        Set<Class<?>> changed = new LinkedHashSet<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (!former.of(type).equals(next.of(type)) && instrumentation.isModifiableClass(type)) {
                changed.add(type);
            }
        }
        retransform(changed);
        int late = lately.catchUp(next, changed, instrumentation, thread::isOvertaken, this::retransform);
        former.exact().stream()
                .filter(weave -> next.exact(weave.type()) == null)
                .forEach(weave -> Weaves.rests(weave.name()));
        for (String weave : former.weaves().keySet()) {
            if (!next.weaves().containsKey(weave)) {
                Weaves.withdraw(weave);
                patternWeaver.forget(weave);
            }
        }
        return changed.size() + late;
    }

    /** All at once, which stops the server once; and one by one if the JVM refuses one of them. */
    private void retransform(Set<Class<?>> types) {
        if (types.isEmpty()) {
            return;
        }
        try {
            instrumentation.retransformClasses(types.toArray(new Class<?>[0]));
        } catch (UnmodifiableClassException | LinkageError | InternalError refused) {
            types.forEach(this::retransform);
        }
    }

    private void retransform(Class<?> type) {
        try {
            instrumentation.retransformClasses(type);
        } catch (UnmodifiableClassException | LinkageError | InternalError refused) {
            InternalProblems.report("loaded class " + type.getName() + " stays as it is", refused);
            String why = "the JVM refused the woven class: " + refused;
            ClassWeave weave = plan.exact(type.getName());
            if (weave != null) {
                Weaves.failed(weave.name(), Place.of(type).toString(), why);
            }
            String where = type.getName() + " in " + Place.of(type);
            plan.patterns(type.getName()).forEach(pattern -> Weaves.failed(PatternWeaver.nameOf(pattern), where, why));
            plan.clocks(type.getName()).forEach(pattern -> Weaves.failed(ClockWeaver.nameOf(pattern), where, why));
        }
    }

    /** A class of the game, in which methods and clocks may be chosen at once. */
    private byte @Nullable [] chosen(ArmedPlan now, String type, Place place, byte[] bytes) {
        List<ClockPattern> clocks = now.clocks(type);
        byte[] clocked = clocks.isEmpty() ? null : clockWeaver.weave(clocks, type, place, bytes);
        List<MethodPattern> patterns = now.patterns(type);
        byte[] woven = patterns.isEmpty()
                ? null
                : patternWeaver.weave(patterns, type, place, clocked == null ? bytes : clocked);
        return woven == null ? clocked : woven;
    }

    private static Thread thread(Runnable work) {
        Runnable marked = () -> {
            // Loaders of the game are asked for class files here, and they may be woven themselves.
            CallNesting.enter(CallNesting.METHOD);
            work.run();
        };
        return new OwnThread(marked);
    }

    /** Whoever changes loaded classes on it does so by the plan that is in force. */
    private static final class OwnThread extends Thread {

        OwnThread(Runnable work) {
            super(null, work, "chaos-weaving");
            setDaemon(true);
            setContextClassLoader(null);
        }
    }

    /** What the JVM asks about every class that it loads: one note, and nothing else, while nothing of ours is armed. */
    private final class Transformer implements ClassFileTransformer {

        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                @Nullable String className,
                @Nullable Class<?> redefined,
                @Nullable ProtectionDomain domain,
                byte[] bytes) {
            if (className == null) {
                return null;
            }
            String type = className.replace('/', '.');
            if (!exactTypes.contains(type) && !OwnClasses.mayBeChosen(loader)) {
                return null;
            }
            ArmedPlan now = redefined != null && Thread.currentThread() instanceof OwnThread
                    ? plan
                    : lately.answer(type, loader, redefined != null, () -> plan);
            if (now.isEmpty()) {
                return null;
            }
            ClassWeave exact = now.exact(type);
            if (exact != null) {
                return exactWeaver.weave(exact, Place.of(loader, domain), bytes);
            }
            return now.hasNoPattern() || !OwnClasses.mayBeChosen(loader)
                    ? null
                    : chosen(now, type, Place.of(loader, domain), bytes);
        }
    }
}

package org.bluemarble.chaos.spi;

import java.util.Arrays;
import java.util.List;
import org.bluemarble.chaos.InjectionPoint;
import org.jspecify.annotations.Nullable;

/**
 * Where woven code meets the engine. A woven class sees core, which the boot loader has, and nothing else of ours: so the
 * advice passes a site's number and plain objects, and the handler that the target module registered for the site does the
 * rest in the agent's own loader.
 *
 * <p>A site is registered before the first class with its code is defined, and stays for the life of the JVM: code that was
 * taken out may still be running. Thread-safe.
 */
public final class WovenCalls {

    /** Methods that rules choose by patterns may be many; a site is a few dozen bytes. */
    private static final int MOST_SITES = 1 << 15;

    /** Replaced by a longer one when it is full. Volatile: the code that names a site may run in any thread. */
    private static volatile Site[] table = new Site[256];

    private static int sites;

    private WovenCalls() {}

    /**
     * Registers a site.
     *
     * @param weave the name of the weave, as announced to {@link Weaves}
     * @param points the handler is asked only while one of them is armed; none to have it asked always
     * @return the site's number, for the advice
     * @throws IllegalStateException if there are too many sites
     */
    public static synchronized int register(String weave, List<InjectionPoint> points, CallHandler handler) {
        if (sites == MOST_SITES) {
            throw new IllegalStateException("woven sites were " + MOST_SITES + " already, the most there can be");
        }
        Site[] all = sites < table.length ? table : Arrays.copyOf(table, 2 * table.length);
        all[sites] = new Site(weave, points.toArray(new InjectionPoint[0]), handler);
        table = all;
        return sites++;
    }

    /**
     * Changes what a site watches, as rules come and go that concern it.
     *
     * @param weave what is reported as passed by the next call
     * @param points at least one
     */
    public static synchronized void watch(int site, String weave, List<InjectionPoint> points) {
        Site former = table[site];
        table[site] = new Site(weave, points.toArray(new InjectionPoint[0]), former.handler);
        // Written again, for the threads that read it.
        table = table.clone();
    }

    /**
     * Asked by enter advice first of all, so that the rest, boxing an argument above all, costs nothing while nothing is
     * armed.
     *
     * @return whether one of the site's points is armed, or the site has none
     */
    public static boolean isArmed(int site) {
        Site woven = table[site];
        if (!woven.passed) {
            woven.reportFirstCall();
        }
        for (InjectionPoint point : woven.points) {
            if (point.isArmed()) {
                return true;
            }
        }
        return woven.points.length == 0;
    }

    /**
     * Asked by enter advice if the site is armed, before it passes an argument.
     *
     * @return whether to pass it, and not null
     */
    public static boolean wantsArgument(int site) {
        return table[site].handler.wantsArgument();
    }

    /**
     * Called by enter advice if the site is armed.
     *
     * @param self the object whose method is called; null for a static method
     * @return the disturbed call; null to let the call pass
     */
    public static @Nullable OpenCall enter(int site, @Nullable Object self, @Nullable Object argument) {
        Site woven = table[site];
        try {
            return woven.handler.enter(self, argument);
        } catch (RuntimeException | LinkageError bug) {
            InternalProblems.report("a call passed undisturbed at " + woven.weave, bug);
            return null;
        } catch (StackOverflowError | OutOfMemoryError shortage) {
            // The server is at its end with or without us, and to say so takes stack and memory, too.
            return null;
        }
    }

    /**
     * Called by advice that replaces an argument, if the site is armed.
     *
     * @return what the method gets in the argument's place
     */
    public static @Nullable Object replaced(int site, @Nullable Object self, @Nullable Object argument) {
        Site woven = table[site];
        try {
            return woven.handler.replace(self, argument);
        } catch (RuntimeException | LinkageError bug) {
            InternalProblems.report("a call got what it was given at " + woven.weave, bug);
            return argument;
        } catch (StackOverflowError | OutOfMemoryError shortage) {
            return argument;
        }
    }

    /**
     * Called by exit advice of a disturbed call.
     *
     * @return what the caller shall see thrown, or null
     */
    public static @Nullable Throwable exit(OpenCall call, @Nullable Throwable thrown) {
        try {
            return call.exit(thrown);
        } catch (RuntimeException | LinkageError bug) {
            InternalProblems.report("a disturbed call ended as its target did", bug);
            // What never ran must not look as if it had.
            return call instanceof SkippingCall ? bug : thrown;
        } catch (StackOverflowError | OutOfMemoryError shortage) {
            return call instanceof SkippingCall ? shortage : thrown;
        }
    }

    /**
     * Called by exit advice of a disturbed call that throws nothing.
     *
     * @param returned what the method body returned; null, or zero boxed, if it was skipped
     * @return what the caller shall see returned
     */
    public static @Nullable Object result(OpenCall call, @Nullable Object returned) {
        try {
            return call.result(returned);
        } catch (RuntimeException | LinkageError bug) {
            InternalProblems.report("a disturbed call returned what its target did", bug);
            return returned;
        } catch (StackOverflowError | OutOfMemoryError shortage) {
            return returned;
        }
    }

    /**
     * Called with what the JDK answered to a class whose answers a rule may change.
     *
     * @param returned what the JDK answered
     * @return what the class shall see
     */
    public static @Nullable Object answer(@Nullable Object returned, int site) {
        OpenCall call = isArmed(site) ? enter(site, null, returned) : null;
        return call == null ? returned : result(call, returned);
    }

    /** {@link #answer(Object, int)} for a number, which is boxed only while something is armed. */
    public static long answer(long returned, int site) {
        return isArmed(site) && answer((Object) returned, site) instanceof Long seen ? seen : returned;
    }

    /** Called in place of what advice throws: that must not reach the game server, and must not go unnoticed. */
    public static void suppressed(Throwable bug) {
        InternalProblems.report("woven code was left early", bug);
    }

    /** A woven place. */
    private static final class Site {

        private final String weave;
        private final InjectionPoint[] points;
        private final CallHandler handler;

        // Not volatile: a thread that sees the change late reports the first call once more, which changes nothing.
        private boolean passed;

        Site(String weave, InjectionPoint[] points, CallHandler handler) {
            this.weave = weave;
            this.points = points;
            this.handler = handler;
        }

        void reportFirstCall() {
            passed = true;
            Weaves.passed(weave);
        }
    }
}

package org.bluemarble.chaos.spi;

import java.util.ArrayList;
import java.util.List;
import org.bluemarble.chaos.InjectionPoint;
import org.jspecify.annotations.Nullable;

/**
 * Where woven code meets the engine. A woven class sees core, which the boot loader has, and nothing else of ours: so the
 * advice passes a site's number and plain objects, and the handler that the target module registered for the site does the
 * rest in the agent's own loader.
 *
 * <p>Sites are registered before the first class is woven and stay for the life of the JVM. Thread-safe.
 */
public final class WovenCalls {

    private static final int MOST_SITES = 256;
    private static final Site[] SITES = new Site[MOST_SITES];
    private static final List<String> NAMES = new ArrayList<>();

    private WovenCalls() {}

    /**
     * Registers a site.
     *
     * @param name the site's name, for messages
     * @param points the handler is asked only while one of them is armed
     * @return the site's number, for the advice
     * @throws IllegalStateException if there are too many sites
     */
    public static synchronized int register(String name, List<InjectionPoint> points, CallHandler handler) {
        if (NAMES.size() == MOST_SITES) {
            throw new IllegalStateException("woven sites were " + MOST_SITES + " already, the most there can be");
        }
        int site = NAMES.size();
        SITES[site] = new Site(name, points.toArray(new InjectionPoint[0]), handler);
        NAMES.add(name);
        return site;
    }

    /**
     * Called by enter advice.
     *
     * @return the disturbed call; null, nearly always, to let the call pass
     */
    public static @Nullable OpenCall enter(int site, Object self, @Nullable Object argument) {
        Site woven = SITES[site];
        return woven.isArmed() ? woven.enter(self, argument) : null;
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
        }
    }

    /** A woven place. */
    private static final class Site {

        private final String name;
        private final InjectionPoint[] points;
        private final CallHandler handler;

        Site(String name, InjectionPoint[] points, CallHandler handler) {
            this.name = name;
            this.points = points;
            this.handler = handler;
        }

        boolean isArmed() {
            for (InjectionPoint point : points) {
                if (point.isArmed()) {
                    return true;
                }
            }
            return false;
        }

        @Nullable
        OpenCall enter(Object self, @Nullable Object argument) {
            try {
                return handler.enter(self, argument);
            } catch (RuntimeException | LinkageError bug) {
                InternalProblems.report("a call passed undisturbed at " + name, bug);
                return null;
            }
        }
    }
}

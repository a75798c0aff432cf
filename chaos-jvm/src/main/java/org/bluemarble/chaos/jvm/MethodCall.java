package org.bluemarble.chaos.jvm;

import java.util.ArrayList;
import java.util.List;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.CallAttributes;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.ReturnOverride;
import org.bluemarble.chaos.spi.CallNesting;
import org.bluemarble.chaos.spi.OpenCall;
import org.bluemarble.chaos.spi.SkippingCall;
import org.jspecify.annotations.Nullable;

/** One call of a method that patterns of rules mean. */
final class MethodCall extends OpenCall implements CallAttributes {

    private final MethodSite site;
    private final @Nullable Object self;
    private final @Nullable Object argument;
    private final List<GenericEffect> effects = new ArrayList<>(1);
    private boolean overridden;
    private @Nullable Object value;

    MethodCall(MethodSite site, @Nullable Object self, @Nullable Object argument) {
        this.site = site;
        this.self = self;
        this.argument = argument;
    }

    /**
     * Passes the points of all patterns that mean the method, in turn.
     *
     * @return the disturbed call; null if no rule disturbs it
     */
    @Nullable
    OpenCall pass(List<InjectionPoint> points) {
        boolean skips = false;
        for (InjectionPoint point : points) {
            Injection injection = point.decide(this);
            if (injection != null) {
                skips = added(injection).before();
                if (injection.fault() != null) {
                    // One fault acts on a call; the first armed at one point, and the first of several points.
                    break;
                }
            }
        }
        if (effects.isEmpty()) {
            return null;
        }
        return skips ? new Skipped(this) : this;
    }

    private GenericEffect added(Injection injection) {
        try {
            GenericEffect effect = new Effect(injection);
            effects.add(effect);
            return effect;
        } catch (StackOverflowError | OutOfMemoryError shortage) {
            // Nobody else would end it, and it may be one of few that there can be at a time.
            injection.cancelled();
            throw shortage;
        }
    }

    @Override
    public @Nullable Throwable exit(@Nullable Throwable thrown) {
        boolean outermost = CallNesting.enter(CallNesting.METHOD);
        Throwable seen = thrown;
        try {
            for (GenericEffect effect : effects) {
                seen = effect.after(seen);
            }
        } finally {
            if (outermost) {
                CallNesting.exit(CallNesting.METHOD);
            }
        }
        return seen;
    }

    @Override
    public @Nullable Object result(@Nullable Object returned) {
        return overridden ? value : returned;
    }

    /** What one rule does to the call. */
    private final class Effect extends GenericEffect {

        Effect(Injection injection) {
            super(injection);
        }

        @Override
        boolean act(ReturnOverride fault) {
            try {
                value = fault.valueFor(ReturnType.of(site.returnType(), self));
                overridden = true;
                return true;
            } catch (IllegalArgumentException unsuitable) {
                injection().refuse(String.valueOf(unsuitable.getMessage()));
                return false;
            }
        }
    }

    @Override
    public @Nullable Object get(AttributeKey key) {
        if (key == MethodPoints.CLASS) {
            return site.type();
        } else if (key == MethodPoints.METHOD) {
            return site.method();
        } else if (key == MethodPoints.TYPE) {
            return self == null ? null : self.getClass().getName();
        } else if (key == MethodPoints.THREAD) {
            return Thread.currentThread().getName();
        }
        int index = MethodPoints.ARGUMENTS.indexOf(key);
        Object[] given = argument instanceof Object[] array ? array : new Object[0];
        return index < 0 || index >= given.length ? null : spelled(given[index]);
    }

    /** Only what is known to answer fast and without calling the game: its own classes' toString may do anything. */
    private static @Nullable Object spelled(@Nullable Object value) {
        if (value == null || value instanceof String) {
            return value;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value.getClass().getName().startsWith("java.lang.") && value instanceof Comparable
                ? value.toString()
                : UNKNOWN;
    }

    /** The method's own work does not happen. */
    private static final class Skipped extends SkippingCall {

        private final MethodCall call;

        Skipped(MethodCall call) {
            this.call = call;
        }

        @Override
        public @Nullable Throwable exit(@Nullable Throwable thrown) {
            return call.exit(thrown);
        }

        @Override
        public @Nullable Object result(@Nullable Object returned) {
            return call.result(returned);
        }
    }
}

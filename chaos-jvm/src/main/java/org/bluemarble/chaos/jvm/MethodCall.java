package org.bluemarble.chaos.jvm;

import java.util.ArrayList;
import java.util.List;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.ReturnOverride;
import org.bluemarble.chaos.spi.CallNesting;
import org.bluemarble.chaos.spi.OpenCall;
import org.bluemarble.chaos.spi.SkippingCall;
import org.jspecify.annotations.Nullable;

/** One disturbed call of a method that patterns of rules mean. */
final class MethodCall extends OpenCall {

    private final MethodSite site;
    private final @Nullable Object self;
    private final List<GenericEffect> effects = new ArrayList<>(1);
    private boolean overridden;
    private @Nullable Object value;

    MethodCall(MethodSite site, @Nullable Object self) {
        this.site = site;
        this.self = self;
    }

    /** Begins what a rule does to the call; returns whether the method's own work is to be skipped. */
    boolean begin(Injection injection) {
        return added(injection).before();
    }

    OpenCall open(boolean skips) {
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

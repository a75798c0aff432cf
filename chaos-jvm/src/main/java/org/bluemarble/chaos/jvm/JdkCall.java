package org.bluemarble.chaos.jvm;

import org.bluemarble.chaos.CallAttributes;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.TargetFault;
import org.bluemarble.chaos.spi.CallNesting;
import org.bluemarble.chaos.spi.OpenCall;
import org.bluemarble.chaos.spi.SkippingCall;
import org.jspecify.annotations.Nullable;

/** One call of a method of the JDK that passes a point of this module. */
abstract class JdkCall extends OpenCall implements CallAttributes {

    private @Nullable GenericEffect effect;
    private boolean answered;
    private @Nullable Object answer;

    /** {@return the disturbed call; null if no rule disturbs it} */
    final @Nullable OpenCall pass(InjectionPoint point) {
        return decide(point) ? begin() ? new Skipped(this) : this : null;
    }

    /** {@return whether a rule disturbs the call} */
    final boolean decide(InjectionPoint point) {
        Injection injection = point.decide(this);
        if (injection == null) {
            return false;
        }
        try {
            effect = new GenericEffect(injection) {
                @Override
                boolean act(TargetFault fault) {
                    return apply(fault, this);
                }
            };
        } catch (StackOverflowError | OutOfMemoryError shortage) {
            injection.cancelled();
            return false;
        }
        return true;
    }

    /** {@return whether the method's work is to be skipped, after whatever waiting there is before it} */
    final boolean begin() {
        return effect != null && effect.before();
    }

    /**
     * Applies a fault of this module.
     *
     * @return whether the method's work is to be skipped: the caller then sees the effect's failure or the answer
     */
    abstract boolean apply(TargetFault fault, GenericEffect effect);

    /** Has the caller see this returned. */
    final void answerWith(@Nullable Object value) {
        answered = true;
        answer = value;
    }

    @Override
    public final @Nullable Throwable exit(@Nullable Throwable thrown) {
        boolean outermost = CallNesting.enter(CallNesting.JDK);
        try {
            return effect == null ? thrown : effect.after(thrown);
        } finally {
            if (outermost) {
                CallNesting.exit(CallNesting.JDK);
            }
        }
    }

    @Override
    public final @Nullable Object result(@Nullable Object returned) {
        return answered ? answer : returned;
    }

    /** The JDK's own work does not happen. */
    private static final class Skipped extends SkippingCall {

        private final JdkCall call;

        Skipped(JdkCall call) {
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

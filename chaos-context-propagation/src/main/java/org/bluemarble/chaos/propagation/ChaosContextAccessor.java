package org.bluemarble.chaos.propagation;

import io.micrometer.context.ThreadLocalAccessor;
import org.bluemarble.chaos.ChaosContext;
import org.jspecify.annotations.Nullable;

/**
 * Has a {@link ChaosContext} captured, set and cleared with all other contexts of a thread, by Reactor or Spring for
 * example. Being on the class path is enough. Thread-safe.
 */
public final class ChaosContextAccessor implements ThreadLocalAccessor<ChaosContext> {

    /** Under which snapshots keep the context. */
    public static final String KEY = "bluemarble.chaos.context";

    /** For the service loader. */
    public ChaosContextAccessor() {}

    @Override
    public Object key() {
        return KEY;
    }

    /** {@return the thread's context; null if none is open, so that nothing is captured} */
    @Override
    public @Nullable ChaosContext getValue() {
        ChaosContext current = ChaosContext.current();
        return current == ChaosContext.empty() ? null : current;
    }

    @Override
    public void setValue(ChaosContext context) {
        context.replaceCurrent();
    }

    /** Brings back what server code opened on this thread itself, if anything. */
    @Override
    public void setValue() {
        ChaosContext.empty().replaceCurrent();
    }
}

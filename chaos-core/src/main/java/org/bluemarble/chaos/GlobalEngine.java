package org.bluemarble.chaos;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The one engine whose rules touch every call: made at its first use, or before that with a ceiling by the agent. */
final class GlobalEngine {

    private static final AtomicReference<@Nullable Chaos> ENGINE = new AtomicReference<>();

    private GlobalEngine() {}

    static Chaos get() {
        Chaos known = ENGINE.get();
        if (known != null) {
            return known;
        }
        ENGINE.compareAndSet(null, new Chaos(new ChaosBuilder(Chaos.GLOBAL_NAME).forGlobal()));
        return get();
    }

    static Chaos reopen(ChaosBuilder builder) {
        Chaos engine = get();
        engine.reopen(builder.forGlobal());
        return engine;
    }

    static Chaos set(Chaos engine) {
        if (!ENGINE.compareAndSet(null, engine)) {
            throw new IllegalStateException("the global engine was in use already, but its ceiling cannot be changed;"
                    + " build it before anything asks for Chaos.global()");
        }
        return engine;
    }
}

package org.bluemarble.chaos.jdbc;

import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.Phase;
import org.jspecify.annotations.Nullable;

/** One injection and what it does around the driver's work. */
record Disturbance(Injection injection, JdbcEffect effect) {

    @Nullable
    Throwable before() {
        injection.await(Phase.BEFORE);
        return effect.before();
    }

    @Nullable
    Throwable after(@Nullable Throwable thrown) {
        Throwable seen = effect.after(thrown);
        injection.await(Phase.AFTER);
        effect.end();
        return seen;
    }
}

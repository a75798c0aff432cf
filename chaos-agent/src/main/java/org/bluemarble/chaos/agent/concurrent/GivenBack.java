package org.bluemarble.chaos.agent.concurrent;

import java.util.ArrayList;
import java.util.List;
import org.bluemarble.chaos.spi.ContextCarrying;
import org.bluemarble.chaos.spi.OpenCall;
import org.jspecify.annotations.Nullable;

/** A call that gives tasks back which were never run: as they were handed over. */
final class GivenBack extends OpenCall {

    @Override
    public @Nullable Throwable exit(@Nullable Throwable thrown) {
        return thrown;
    }

    @Override
    public @Nullable Object result(@Nullable Object returned) {
        if (!(returned instanceof List<?> tasks)) {
            return returned;
        }
        List<@Nullable Object> released = new ArrayList<>(tasks.size());
        tasks.forEach(task -> released.add(ContextCarrying.released(task)));
        return released;
    }
}

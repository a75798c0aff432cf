package org.bluemarble.chaos;

import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/** Work that is done in the context of whoever handed it over, on whatever thread, and leaves none behind there. */
sealed interface CarriedWork permits CarriedTask, CarriedCallback {

    /** {@return the work as it was handed over} */
    Object task();

    /** {@return the work in the current thread's context; itself if there is none to carry, or it carries one} */
    static Object of(Object task) {
        ChaosContext context = ChaosContext.current();
        if (context == ChaosContext.empty() || task instanceof CarriedWork) {
            return task;
        }
        return task instanceof BiFunction || task instanceof BiConsumer
                ? new CarriedCallback(context, task)
                : new CarriedTask(context, task);
    }
}

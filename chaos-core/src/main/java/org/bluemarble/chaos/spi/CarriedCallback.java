package org.bluemarble.chaos.spi;

import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.bluemarble.chaos.ChaosContext;

/**
 * Work of two arguments that is done in the context of whoever handed it over. Apart from {@link CarriedTask}, since no
 * class can be a function of one argument and of two.
 *
 * @param task what is done; of the shape in which this is called
 */
record CarriedCallback(ChaosContext context, Object task)
        implements BiFunction<Object, Object, Object>, BiConsumer<Object, Object>, CarriedWork {

    @Override
    @SuppressWarnings("unchecked")
    public Object apply(Object first, Object second) {
        ChaosContext.Scope scope = context.open();
        try {
            return ((BiFunction<Object, Object, Object>) task).apply(first, second);
        } finally {
            scope.closeAll();
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public void accept(Object first, Object second) {
        ChaosContext.Scope scope = context.open();
        try {
            ((BiConsumer<Object, Object>) task).accept(first, second);
        } finally {
            scope.closeAll();
        }
    }

    @Override
    public String toString() {
        return task.toString();
    }
}

package org.bluemarble.chaos.spi;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bluemarble.chaos.ChaosContext;

/**
 * Work of up to one argument that is done in the context of whoever handed it over. One class for all shapes: code that the
 * agent weaves into the JDK knows of a task no more than that it is one.
 *
 * @param task what is done; of the shape in which this is called
 */
record CarriedTask(ChaosContext context, Object task)
        implements Runnable,
                Callable<Object>,
                Supplier<Object>,
                Function<Object, Object>,
                Consumer<Object>,
                CarriedWork {

    @Override
    public void run() {
        ChaosContext.Scope scope = context.open();
        try {
            ((Runnable) task).run();
        } finally {
            scope.closeAll();
        }
    }

    @Override
    public Object call() throws Exception {
        ChaosContext.Scope scope = context.open();
        try {
            return ((Callable<?>) task).call();
        } finally {
            scope.closeAll();
        }
    }

    @Override
    public Object get() {
        ChaosContext.Scope scope = context.open();
        try {
            return ((Supplier<?>) task).get();
        } finally {
            scope.closeAll();
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public Object apply(Object argument) {
        ChaosContext.Scope scope = context.open();
        try {
            return ((Function<Object, Object>) task).apply(argument);
        } finally {
            scope.closeAll();
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public void accept(Object argument) {
        ChaosContext.Scope scope = context.open();
        try {
            ((Consumer<Object>) task).accept(argument);
        } finally {
            scope.closeAll();
        }
    }

    @Override
    public String toString() {
        return task.toString();
    }
}

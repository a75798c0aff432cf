package org.bluemarble.chaos;

import java.util.function.Supplier;

/**
 * Says no in a way that every management client can read: a generic one has none of our classes and would report that it
 * could not deserialize the answer instead of the answer.
 */
final class PlainRefusal {

    private PlainRefusal() {}

    static void run(Runnable operation) {
        get(() -> {
            operation.run();
            return true;
        });
    }

    static <T> T get(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (IllegalStateException notNow) {
            throw new IllegalStateException(notNow.getMessage());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(wrong.getMessage());
        }
    }
}

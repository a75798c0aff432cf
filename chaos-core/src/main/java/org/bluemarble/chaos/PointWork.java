package org.bluemarble.chaos;

import org.jspecify.annotations.Nullable;

/**
 * What server code does at a named point that lies around it.
 *
 * @param <T> what it returns
 * @param <E> what it may throw
 */
@FunctionalInterface
public interface PointWork<T extends @Nullable Object, E extends Exception> {

    /** Does it. */
    T run() throws E;
}

package org.bluemarble.chaos.spi;

import org.jspecify.annotations.Nullable;

/**
 * Puts code in place only while rules that need it are armed; the agent is one. Thread-safe. What is armed is asked of
 * {@link ArmedPoints#names()}.
 */
public interface ArmingFollower {

    /**
     * Returns why a rule at this point could not act in this JVM, as the end of a sentence; null if it can. Asked while a
     * rule is read, outside all locks of the engine: it may ask class loaders.
     */
    @Nullable
    String complaint(String point);

    /** Tells that the first rule at a point was armed, or that the last one ended. Must return at once. */
    void changed(String point);

    /** Tells that {@link ArmedPoints#askingForWhom()} are others than before. Must return at once. */
    void askingChanged();

    /** Waits until everything that was told before has been done, but not for ever. */
    void settle();
}

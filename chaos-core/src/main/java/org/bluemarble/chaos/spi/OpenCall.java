package org.bluemarble.chaos.spi;

import org.jspecify.annotations.Nullable;

/** One call of a woven method that is disturbed, between its entry and its exit. Used by the calling thread alone. */
public abstract class OpenCall {

    /** Begins a call whose method body runs. */
    protected OpenCall() {}

    /**
     * Ends the call.
     *
     * @param thrown what the method body threw, or null
     * @return what the caller shall see thrown; null for a normal return
     */
    public abstract @Nullable Throwable exit(@Nullable Throwable thrown);

    /**
     * Returns what the caller shall see returned, if nothing is thrown.
     *
     * @param returned what the method body returned; null, or zero boxed, if the body was skipped
     */
    public @Nullable Object result(@Nullable Object returned) {
        return returned;
    }
}

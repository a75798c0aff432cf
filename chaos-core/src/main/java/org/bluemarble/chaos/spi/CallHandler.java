package org.bluemarble.chaos.spi;

import org.jspecify.annotations.Nullable;

/**
 * What a target module does at the entry of a woven method. It lives in the agent's loader; the woven class sees only this
 * interface. Thread-safe.
 */
@FunctionalInterface
public interface CallHandler {

    /**
     * Decides about a call. Asked only while one of the site's points is armed.
     *
     * @param self the object whose method is called; null for a static method
     * @param argument the argument that the site passes, for example the SQL text; null if none
     * @return the disturbed call; null to let the call pass
     */
    @Nullable
    OpenCall enter(@Nullable Object self, @Nullable Object argument);

    /**
     * Returns whether {@link #enter} needs the argument of the next call: where nobody asks for it, neither an array is made
     * for all arguments nor a number boxed. Asked only while one of the site's points is armed.
     */
    default boolean wantsArgument() {
        return true;
    }

    /**
     * Says what a method that is woven for it gets in place of one of its arguments; asked at its entry, instead of
     * {@link #enter}.
     *
     * @param self the object whose method is called; null for a static method and for a constructor
     * @return of the argument's declared type; the argument itself to leave it
     */
    default @Nullable Object replace(@Nullable Object self, @Nullable Object argument) {
        return argument;
    }
}

package org.bluemarble.chaos.netty;

/** Makes the message that comes in place of another, for {@code replace with=<name>}. Called on the channel's loop. */
@FunctionalInterface
public interface Replacement {

    /**
     * Returns the message that comes instead.
     *
     * @param message the one that would have come; it is released afterwards, if it is reference counted, unless it is
     *     what is returned
     * @throws IllegalArgumentException if nothing can come in place of such a message: it passes as it is, and the
     *     journal has the exception's text
     */
    Object instead(Object message);
}

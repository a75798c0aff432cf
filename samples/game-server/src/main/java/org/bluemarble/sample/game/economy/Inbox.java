package org.bluemarble.sample.game.economy;

import java.util.OptionalLong;

/**
 * What a shard has been told by its peer. Which messages had their effect is stored in the transaction of the effect, so
 * that no message has it twice. Blocks on the database. Thread-safe.
 */
public interface Inbox {
    /** {@return the number of the last message that took effect, 0 before the first; empty if the database is away} */
    OptionalLong received();

    /**
     * Has a message take effect if it is the one behind the last.
     *
     * @return what {@link #received()} says afterwards
     */
    OptionalLong receive(ShardMessage message);
}

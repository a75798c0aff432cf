package org.bluemarble.sample.game.economy;

import java.util.List;

/**
 * What a shard has to tell its peer, stored in the transaction that has the effect it tells of, until the peer has
 * acknowledged it. Blocks on the database; a database that is away looks like one with nothing new. Thread-safe.
 */
public interface Outbox {
    /**
     * {@return the messages behind {@code number}, in order of their numbers and without a gap}
     *
     * @param most how many at most
     */
    List<ShardMessage> after(long number, int most);

    /** Forgets the messages up to {@code number}: the peer has them for good. */
    void acknowledged(long number);
}

package org.bluemarble.sample.game.link;

import java.util.function.Consumer;
import org.bluemarble.sample.game.economy.ShardMessage;

/** What a shard does with the messages that it has for its peer. Called on the link's thread alone. */
interface Outgoing {
    /**
     * A line is there, and the peer has said what it has received so far.
     *
     * @param line takes messages to the peer, until {@link #down()}
     */
    void up(Consumer<ShardMessage> line, long received);

    /** The line is gone; how much of what was sent has arrived is not known. */
    void down();

    /** The peer has everything up to this number. */
    void acknowledged(long received);

    /** Comes several times a second, whether or not there is a line. */
    void beat();
}

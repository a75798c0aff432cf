package org.bluemarble.sample.game.link;

import java.util.OptionalLong;
import org.bluemarble.sample.game.economy.ShardMessage;

/** What a shard does with the messages of its peer. Called on the link's thread alone. */
interface Incoming {
    /** {@return up to which number everything has been received; empty if that cannot be said now} */
    OptionalLong received();

    /** {@return up to which number everything has been received after this message; empty if nothing is to be said} */
    OptionalLong take(ShardMessage message);
}

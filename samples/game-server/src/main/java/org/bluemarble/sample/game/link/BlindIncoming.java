package org.bluemarble.sample.game.link;

import java.util.OptionalLong;
import java.util.function.Consumer;
import org.bluemarble.sample.game.economy.ShardMessage;

/** The naive way to receive: whatever comes is done, each time it comes. */
final class BlindIncoming implements Incoming {
    private final Consumer<ShardMessage> world;

    BlindIncoming(Consumer<ShardMessage> world) {
        this.world = world;
    }

    @Override
    public OptionalLong received() {
        // Nobody counts here; the number only tells the peer that it may speak.
        return OptionalLong.of(0);
    }

    @Override
    public OptionalLong take(ShardMessage message) {
        world.accept(message);
        return OptionalLong.empty();
    }
}

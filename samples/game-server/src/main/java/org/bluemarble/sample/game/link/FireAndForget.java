package org.bluemarble.sample.game.link;

import java.util.function.Consumer;
import org.bluemarble.sample.game.economy.ShardMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The naive way to send: down the line if there is one, else into the log. Messages may come from any thread. */
public final class FireAndForget implements Outgoing, Consumer<ShardMessage> {
    private static final Logger LOG = LoggerFactory.getLogger(FireAndForget.class);

    private volatile @Nullable Consumer<ShardMessage> line;

    /** Has no line yet, until a link is opened with it. */
    public FireAndForget() {}

    @Override
    public void accept(ShardMessage message) {
        Consumer<ShardMessage> current = line;
        if (current == null) {
            LOG.warn("nobody to send '{}' to", message);
        } else {
            current.accept(message);
        }
    }

    @Override
    public void up(Consumer<ShardMessage> newLine, long received) {
        line = newLine;
    }

    @Override
    public void down() {
        line = null;
    }

    @Override
    public void acknowledged(long received) {}

    @Override
    public void beat() {}
}

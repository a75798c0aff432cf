package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.bluemarble.chaos.spi.InternalProblems;
import org.jspecify.annotations.Nullable;

/** Whose a channel is, as the game server says. What it throws is told once, and then nobody's. Thread-safe. */
final class Identity {

    private final Function<Channel, @Nullable String> player;
    private final Function<Channel, @Nullable String> session;
    private final AtomicBoolean told = new AtomicBoolean();

    Identity(Function<Channel, @Nullable String> player, Function<Channel, @Nullable String> session) {
        this.player = player;
        this.session = session;
    }

    @Nullable
    String player(Channel channel) {
        return ask(player, channel);
    }

    @Nullable
    String session(Channel channel) {
        return ask(session, channel);
    }

    private @Nullable String ask(Function<Channel, @Nullable String> source, Channel channel) {
        try {
            return source.apply(channel);
        } catch (StackOverflowError | OutOfMemoryError shortage) {
            // The server is at its end with or without us, and the message passes.
            return null;
        } catch (Exception | LinkageError | AssertionError bad) {
            // Checked ones too: it may be written in a language that does not declare them.
            if (told.compareAndSet(false, true)) {
                InternalProblems.report(
                        "a channel's player or session is unknown, since the game server's extractor threw", bad);
            }
            return null;
        }
    }
}

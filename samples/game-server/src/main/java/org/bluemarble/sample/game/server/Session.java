package org.bluemarble.sample.game.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.util.UUID;
import org.bluemarble.sample.game.economy.Outcome;
import org.bluemarble.sample.game.economy.PlayerId;
import org.bluemarble.sample.game.protocol.ServerMessage;
import org.jspecify.annotations.Nullable;

/** One connection, and who is behind it once they have logged in. The player is read and written by the tick thread only. */
final class Session {
    private final Channel channel;
    private @Nullable PlayerId player;

    Session(Channel channel) {
        this.channel = channel;
    }

    @Nullable
    PlayerId player() {
        return player;
    }

    void belongsTo(PlayerId newPlayer) {
        player = newPlayer;
    }

    boolean isOpen() {
        return channel.isActive();
    }

    void reply(UUID opId, Outcome outcome) {
        send(new ServerMessage.Reply(opId, outcome));
    }

    /** Sends from any thread. A client that does not read is cut off: it may ask again with the same operation id. */
    void send(ServerMessage message) {
        if (!channel.isWritable()) {
            close();
            return;
        }
        channel.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    void replyAndClose(UUID opId, Outcome outcome) {
        channel.writeAndFlush(new ServerMessage.Reply(opId, outcome)).addListener(ChannelFutureListener.CLOSE);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Closing cannot fail in a way that anybody could act on.
    void close() {
        channel.close();
    }
}

package org.bluemarble.sample.game.link;

import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bluemarble.sample.game.economy.Inbox;
import org.bluemarble.sample.game.economy.Outbox;
import org.bluemarble.sample.game.economy.ShardMessage;
import org.bluemarble.sample.game.start.CannotStartException;

/**
 * One shard's end of the link. There are two lines, one for each direction: a shard dials its peer for what it has to tell,
 * and is answered there by acknowledgements. A line that is silent for three seconds is taken for dead and dialled anew.
 *
 * <p>The correct server's link delivers everything once and in order, whatever breaks; the naive one's delivers what
 * happens to arrive, as it arrives.
 */
public final class ShardLink implements AutoCloseable {
    private static final long BEAT_MILLIS = 50;
    private static final long STOP_SECONDS = 5;

    private final NioEventLoopGroup loops = new NioEventLoopGroup(1, new DefaultThreadFactory("shard-link-network"));
    private final LinkThread thread = new LinkThread();
    private final PeerDialer dialer;
    private final int port;

    private ShardLink(LinkSettings settings, Outgoing outgoing, Incoming incoming) throws CannotStartException {
        EventLoop loop = loops.next();
        this.dialer = new PeerDialer(loop, settings, thread, outgoing);
        try {
            this.port = new PeerListener(settings, thread, incoming).open(loops);
        } catch (CannotStartException e) {
            close();
            throw e;
        }
        thread.runEvery(BEAT_MILLIS, outgoing::beat);
        dialer.dial();
    }

    /**
     * Opens the correct server's end; the peer need not be there yet.
     *
     * @throws CannotStartException if the port is taken
     */
    public static ShardLink reliable(LinkSettings settings, Outbox outbox, Inbox inbox) throws CannotStartException {
        return new ShardLink(settings, new ReliableOutgoing(outbox, System::nanoTime), new ReliableIncoming(inbox));
    }

    /**
     * Opens the naive server's end; the peer need not be there yet.
     *
     * @param peer what the server sends its messages by
     * @param world does what the peer says
     * @throws CannotStartException if the port is taken
     */
    public static ShardLink naive(LinkSettings settings, FireAndForget peer, Consumer<ShardMessage> world)
            throws CannotStartException {
        return new ShardLink(settings, peer, new BlindIncoming(world));
    }

    /** {@return where it listens for its peer} */
    public int port() {
        return port;
    }

    /** {@return whether the peer answers when it is told something} */
    public boolean isUp() {
        return dialer.isUp();
    }

    /** Hangs up. What the correct server has not got acknowledged stays in its outbox. Closing twice is harmless. */
    @Override
    public void close() {
        dialer.stop();
        loops.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
        thread.close();
    }
}

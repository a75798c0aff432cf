package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.util.AttributeKey;
import java.util.NoSuchElementException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.bluemarble.chaos.ChaosContext;
import org.bluemarble.chaos.spi.InternalProblems;
import org.jspecify.annotations.Nullable;

/**
 * One channel that is watched: who is at its ends, and the handlers of ours that are in its pipeline just now. Changed on
 * the channel's loop alone.
 */
final class Wire {

    /** A pipeline shows this name, so it says whose the handler is. */
    static final String HEAD = "bluemarble-chaos";

    private static final AttributeKey<Wire> KEY = AttributeKey.valueOf(Wire.class.getName());
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final ChaosNetty netty;
    private final Channel channel;
    private final long number = NUMBERS.incrementAndGet();
    private final Transport transport;
    private Endpoint remote = Endpoint.NONE;
    private Endpoint local = Endpoint.NONE;
    private volatile @Nullable HeadHandler head;
    private final Met metInbound = new Met();
    private final Met metOutbound = new Met();
    private @Nullable ChaosContext context;
    private final Taps taps;
    private final Reading reading;
    private final Writability writability;

    private Wire(ChaosNetty netty, Channel channel) {
        this.netty = netty;
        this.channel = channel;
        this.transport = Transport.of(channel.getClass());
        this.taps = new Taps(this);
        this.reading = new Reading(channel, netty.memory());
        this.writability = new Writability(channel, netty.memory());
    }

    /** Watches a channel, once; null if it is watched already. */
    static @Nullable Wire watch(ChaosNetty netty, Channel channel) {
        if (channel.hasAttr(KEY)) {
            return null;
        }
        Wire wire = new Wire(netty, channel);
        return channel.attr(KEY).setIfAbsent(wire) == null ? wire : null;
    }

    ChaosNetty netty() {
        return netty;
    }

    Channel channel() {
        return channel;
    }

    long number() {
        return number;
    }

    Transport transport() {
        return transport;
    }

    Reading reading() {
        return reading;
    }

    Writability writability() {
        return writability;
    }

    String side() {
        for (Channel one = channel; one != null; one = one.parent()) {
            // A stream of HTTP/2 is a channel whose parent is the connection, on both sides.
            if (one instanceof ServerChannel) {
                return "server";
            }
        }
        return "client";
    }

    Endpoint remote() {
        if (remote == Endpoint.NONE) {
            remote = Endpoint.of(channel.remoteAddress());
        }
        return remote;
    }

    Endpoint local() {
        if (local == Endpoint.NONE) {
            local = Endpoint.of(channel.localAddress());
        }
        return local;
    }

    @Nullable
    String player() {
        return netty.identity().player(channel);
    }

    @Nullable
    String session() {
        return netty.identity().session(channel);
    }

    /** The context in which the channel's handlers run; null if nothing is known of it. */
    ChaosContext.@Nullable Scope enter() {
        String player = player();
        String session = session();
        if (player == null && session == null && !netty.isScoped()) {
            return null;
        }
        ChaosContext known = context;
        if (known == null || !equal(known.player(), player) || !equal(known.session(), session)) {
            known = netty.isScoped() ? ChaosContext.empty().withEngine(netty.engine()) : ChaosContext.empty();
            known = player == null ? known : known.withPlayer(player);
            known = session == null ? known : known.withSession(session);
            context = known;
        }
        return known.open();
    }

    private static boolean equal(@Nullable String one, @Nullable String other) {
        return one == null ? other == null : one.equals(other);
    }

    Met metInbound() {
        return metInbound;
    }

    Met metOutbound() {
        return metOutbound;
    }

    /** Puts our handlers into the pipeline or takes them out, as the armed rules need it. From any thread. */
    void adjustSoon() {
        if (!channel.isRegistered() || channel.eventLoop().inEventLoop()) {
            // A channel that is on no loop yet is nobody's but its maker's.
            adjust();
            return;
        }
        try {
            channel.eventLoop().execute(this::adjust);
        } catch (RejectedExecutionException shutDown) {
            // Its loop has ended, and the channel with it.
            netty.forget(this);
        }
    }

    /** On the loop, once there is one. */
    synchronized void adjust() {
        try {
            adjustHead();
            if (!channel.isRegistered()) {
                return;
            }
            if (channel.eventLoop().inEventLoop()) {
                taps.adjust();
            } else {
                // It was registered just now, on its loop's thread.
                adjustSoon();
            }
        } catch (RuntimeException | LinkageError bug) {
            InternalProblems.report("the pipeline of " + channel + " is as it was", bug);
        }
    }

    private void adjustHead() {
        HeadHandler present = head;
        boolean wanted = netty.wantsHead() && channel.isOpen();
        if (wanted && present == null) {
            HeadHandler added = newHead();
            head = added;
            channel.pipeline().addFirst(HEAD, added);
        } else if (!wanted && present != null) {
            remove(present);
        }
    }

    private void remove(ChannelHandler handler) {
        try {
            channel.pipeline().remove(handler);
        } catch (NoSuchElementException removedAlready) {
            // By the server, or with the whole pipeline of a channel that was closed just now.
            return;
        }
    }

    /** Follows what the game server changes in its pipeline; between two messages, on the loop. */
    void followPipeline() {
        HeadHandler present = head;
        if (present != null && present.mayMove() && channel.pipeline().first() != present) {
            present.moveToFront();
        }
        // What comes in follows when it comes; what goes out may go without anything that comes.
        if (NettyPoints.OUTBOUND.isArmed()) {
            followHandlers();
        }
    }

    /** As above, also while a message is under way: handlers of ours come in only where it has not been yet. */
    void followHandlers() {
        if (netty.wantsTaps()) {
            taps.follow();
        }
    }

    /** Breaks the connection, on the loop. */
    void breakConnection(boolean reset) {
        if (!channel.isOpen()) {
            // Somebody was faster: its handlers have been told of the end already.
            return;
        }
        if (reset) {
            Breaking.prepareReset(channel);
            channel.pipeline().fireExceptionCaught(Breaking.readAfterReset(this));
        }
        HeadHandler present = head;
        if (present != null) {
            present.breakConnection(reset);
        } else if (reset) {
            Breaking.reset(channel);
        } else {
            Breaking.close(channel);
        }
    }

    private HeadHandler newHead() {
        if (channel instanceof ServerChannel) {
            return new ServerHead(this);
        }
        return channel instanceof DatagramChannel ? new DatagramHead(this) : new StreamHead(this);
    }

    /** Told by the handler itself, whoever took it out. */
    void headIsGone() {
        head = null;
        comeBack();
    }

    /**
     * A handler of ours went out. Was that the server's doing, it comes back; not before the next turn, since the server
     * may be about to take out one after the other until none is left.
     */
    void comeBack() {
        if (netty.wantsHead() && channel.isOpen() && channel.isRegistered()) {
            Later.soon(channel.eventLoop(), this::adjust);
        }
    }

    /** Told by the handler itself, whoever took it out. */
    void tapIsGone(Tap tap) {
        if (taps.forget(tap)) {
            comeBack();
        }
    }

    /** Once a second while {@code netty.connection} is armed; on the loop. */
    void beat() {
        HeadHandler present = head;
        if (present != null && channel.isActive()) {
            present.passConnection();
        }
    }

    @Override
    public String toString() {
        return "wire " + number + " of " + channel;
    }
}

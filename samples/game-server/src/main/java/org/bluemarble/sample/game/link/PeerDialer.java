package org.bluemarble.sample.game.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.bluemarble.sample.game.link.LinkControl.Ack;
import org.bluemarble.sample.game.link.LinkControl.Hello;
import org.bluemarble.sample.game.protocol.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a line to the peer: dials, and dials again after growing pauses whenever there is none. Works on one event loop. */
final class PeerDialer {
    private static final Logger LOG = LoggerFactory.getLogger(PeerDialer.class);
    private static final int CONNECT_MILLIS = 2_000;

    private final EventLoop loop;
    private final LinkSettings settings;
    private final LinkThread thread;
    private final Outgoing outgoing;
    private final Backoff backoff = new Backoff(new SplittableRandom());
    private volatile boolean isUp;
    private volatile boolean isStopped;

    PeerDialer(EventLoop loop, LinkSettings settings, LinkThread thread, Outgoing outgoing) {
        this.loop = loop;
        this.settings = settings;
        this.thread = thread;
        this.outgoing = outgoing;
    }

    /** {@return whether the peer has answered on the line that is there} */
    boolean isUp() {
        return isUp;
    }

    void dial() {
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        LinkPipeline.fill(channel, new Handler());
                    }
                })
                .connect(settings.peerAddress())
                .addListener((ChannelFutureListener) this::dialled);
    }

    void stop() {
        isStopped = true;
    }

    private void dialled(ChannelFuture dialling) {
        if (!dialling.isSuccess()) {
            LOG.debug("{} does not answer", settings.peer(), dialling.cause());
            dialAgain();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Ends with the event loop.
    private void dialAgain() {
        if (!isStopped) {
            loop.schedule(this::dial, backoff.nextMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** One line, from its first byte to its end. */
    private final class Handler extends SimpleChannelInboundHandler<Ack> {
        private boolean isAnswered;

        Handler() {
            super(Ack.class);
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.writeAndFlush(new Hello(settings.shard())).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, Ack ack) {
            if (isAnswered) {
                thread.run(() -> outgoing.acknowledged(ack.received()));
                return;
            }
            isAnswered = true;
            isUp = true;
            backoff.reset();
            LOG.info("the line to {} is up", settings.peer());
            Channel channel = ctx.channel();
            thread.run(() -> outgoing.up(
                    message -> channel.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE_ON_FAILURE),
                    ack.received()));
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (isAnswered) {
                isUp = false;
                LOG.info("the line to {} is down", settings.peer());
                thread.run(outgoing::down);
            }
            dialAgain();
        }
    }
}

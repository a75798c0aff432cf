package org.bluemarble.sample.game.link;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.OptionalLong;
import org.bluemarble.sample.game.economy.ShardMessage;
import org.bluemarble.sample.game.link.LinkControl.Ack;
import org.bluemarble.sample.game.link.LinkControl.Hello;
import org.bluemarble.sample.game.start.CannotStartException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the peer's calls. After a break an old line and its successor may be there at once; both are listened to. */
final class PeerListener {
    private static final Logger LOG = LoggerFactory.getLogger(PeerListener.class);

    private final LinkSettings settings;
    private final LinkThread thread;
    private final Incoming incoming;

    PeerListener(LinkSettings settings, LinkThread thread, Incoming incoming) {
        this.settings = settings;
        this.thread = thread;
        this.incoming = incoming;
    }

    /** {@return the port it listens on} */
    int open(EventLoopGroup group) throws CannotStartException {
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        LinkPipeline.fill(channel, new Handler());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new CannotStartException(
                    "--link-port was " + settings.port() + " but must be free: "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    /** One line, from its first byte to its end. */
    @SuppressWarnings("FutureReturnValueIgnored") // Closing cannot fail in a way that anybody could act on.
    private final class Handler extends SimpleChannelInboundHandler<Object> {
        private boolean isIntroduced;

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, Object message) {
            if (message instanceof Hello hello && hello.shard().equals(settings.peer())) {
                isIntroduced = true;
                thread.run(() -> acknowledge(ctx.channel(), incoming.received()));
            } else if (isIntroduced && message instanceof ShardMessage told) {
                thread.run(() -> acknowledge(ctx.channel(), incoming.take(told)));
            } else {
                LOG.warn("{} said {}, which {} would not", ctx.channel().remoteAddress(), message, settings.peer());
                ctx.close();
            }
        }

        private void acknowledge(Channel channel, OptionalLong received) {
            if (received.isPresent()) {
                channel.writeAndFlush(new Ack(received.getAsLong()))
                        .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            }
        }
    }
}

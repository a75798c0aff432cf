package org.bluemarble.sample.game.bots;

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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.bluemarble.sample.game.protocol.ClientCodec;
import org.bluemarble.sample.game.protocol.Request;
import org.bluemarble.sample.game.protocol.ServerMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One TCP connection of one bot, from the attempt to connect to its end. Confined to the bots' event loop. */
final class BotConnection {
    private static final Logger LOG = LoggerFactory.getLogger(BotConnection.class);
    private static final int CONNECT_MILLIS = 2_000;

    private final Listener listener;
    private final Channel channel;
    private boolean hasEnded;

    private BotConnection(EventLoop loop, int port, Listener listener) {
        this.listener = listener;
        ChannelFuture connecting = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connected) {
                        ClientCodec.appendTo(connected.pipeline());
                        connected.pipeline().addLast("bot", new Handler());
                    }
                })
                .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        this.channel = connecting.channel();
        connecting.addListener((ChannelFutureListener) this::connected);
    }

    static BotConnection open(EventLoop loop, int port, Listener listener) {
        return new BotConnection(loop, port, listener);
    }

    void send(Request request) {
        channel.writeAndFlush(request).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Closing cannot fail in a way that anybody could act on.
    void close() {
        channel.close();
    }

    private void connected(ChannelFuture connecting) {
        if (!connecting.isSuccess()) {
            end();
        } else if (channel.localAddress().equals(channel.remoteAddress())) {
            // On one machine TCP can connect a client to itself while nobody listens.
            close();
        } else {
            listener.connected(this);
        }
    }

    private void end() {
        if (!hasEnded) {
            hasEnded = true;
            listener.ended(this);
        }
    }

    /** What happens to a connection. */
    interface Listener {
        void connected(BotConnection connection);

        void received(BotConnection connection, ServerMessage message);

        /** Told exactly once, also of a connection that never came about. */
        void ended(BotConnection connection);
    }

    private final class Handler extends SimpleChannelInboundHandler<ServerMessage> {
        Handler() {
            super(ServerMessage.class);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ServerMessage message) {
            listener.received(BotConnection.this, message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            end();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            LOG.debug("closing the connection", cause);
            BotConnection.this.close();
        }
    }
}

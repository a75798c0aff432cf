package org.bluemarble.sample.game.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.bluemarble.sample.game.protocol.ServerCodec;
import org.bluemarble.sample.game.start.CannotStartException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts players on the loopback address and builds their pipelines. */
final class GameListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GameListener.class);
    private static final int WORKERS = 2;
    private static final int MAX_CONNECTIONS = 2_000;
    private static final int IDLE_SECONDS = 120;
    private static final int STOP_SECONDS = 5;
    // A player who does not read for this much is cut off, long before they cost real memory.
    private static final WriteBufferWaterMark UNREAD = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    private final EventLoopGroup boss = new NioEventLoopGroup(1, new DefaultThreadFactory("accept"));
    private final EventLoopGroup workers = new NioEventLoopGroup(WORKERS, new DefaultThreadFactory("network"));
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final World world;
    private final ServerMetrics metrics;
    private int port;

    private GameListener(World world, ServerMetrics metrics) {
        this.world = world;
        this.metrics = metrics;
    }

    static GameListener open(int port, World world, ServerMetrics metrics) throws CannotStartException {
        GameListener listener = new GameListener(world, metrics);
        ChannelFuture bound = listener.bind(port).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            listener.close();
            throw new CannotStartException(
                    "--port was " + port + " but must be free: " + bound.cause().getMessage()
                            + "; 0 takes any free one",
                    bound.cause());
        }
        listener.port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
        return listener;
    }

    int port() {
        return port;
    }

    private ChannelFuture bind(int wanted) {
        return new ServerBootstrap()
                .group(boss, workers)
                .channel(NioServerSocketChannel.class)
                // The connections of a killed incarnation linger in TIME_WAIT and must not keep the next one out.
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 256)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNREAD)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
    }

    private void accept(Channel channel) {
        Session session = new Session(channel);
        if (connections.size() >= MAX_CONNECTIONS) {
            LOG.warn("turning {} away: {} connections are open", channel.remoteAddress(), MAX_CONNECTIONS);
            session.close();
            return;
        }
        connections.add(channel);
        channel.pipeline().addLast("idle", new IdleStateHandler(IDLE_SECONDS, 0, 0, TimeUnit.SECONDS));
        ServerCodec.appendTo(channel.pipeline());
        channel.pipeline().addLast("world", new ConnectionHandler(world, metrics, session));
    }

    @Override
    public void close() {
        // No quiet period: what is under way is answered by "ask again", and the client does.
        boss.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
        workers.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}

package org.bluemarble.chaos.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Connections to a measured server, all on one event loop, numbered in the order in which the server accepts them. */
final class Players implements AutoCloseable {

    private final NioEventLoopGroup group = new NioEventLoopGroup(1);
    private final List<Channel> channels = new ArrayList<>();

    /**
     * Connects, one after the other, so that no queue of the server's overflows.
     *
     * @param handler makes the handler of each, by its number from 0
     */
    Players(int port, int connections, IntFunction<ChannelHandler> handler) {
        boolean complete = false;
        try {
            for (int i = 0; i < connections; i++) {
                channels.add(connect(port, handler.apply(i)));
            }
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    private Channel connect(int port, ChannelHandler handler) {
        return new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(handler);
                    }
                })
                .connect(InetAddress.getLoopbackAddress(), port)
                .syncUninterruptibly()
                .channel();
    }

    List<Channel> channels() {
        return channels;
    }

    EventLoop loop() {
        return (EventLoop) group.iterator().next();
    }

    @Override
    public void close() {
        channels.forEach(channel -> channel.close().syncUninterruptibly());
        group.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
    }
}

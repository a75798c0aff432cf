package org.bluemarble.chaos.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** A server and the connections of one player, both ends in this JVM and both watched. */
final class SoakStreams {

    private final SoakBook book;
    private final Bootstrap client;
    private final Channel server;

    SoakStreams(Stack stack, EventLoopGroup group, ChaosNetty netty, String player, SoakBook book) {
        this.book = book;
        server = new ServerBootstrap()
                .group(group)
                .channel(stack.server())
                .handler(netty.handler())
                .childAttr(ChaosNetty.PLAYER, player)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel child) {
                        child.pipeline().addLast(new SoakPipeline(book)).addLast("present", new Present());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        book.channels.add(server);
        client = new Bootstrap()
                .group(group)
                .channel(stack.client())
                .attr(ChaosNetty.PLAYER, player)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline()
                                .addLast(netty.handler())
                                .addLast(new SoakPipeline(book))
                                .addLast("present", new Present())
                                .addLast("faithful", new Faithful());
                    }
                });
    }

    int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    ChannelFuture connect() {
        return client.connect(server.localAddress());
    }

    private void connectAgain() {
        if (book.open) {
            connect().addListener(connected -> {
                if (!connected.isSuccess()) {
                    book.ended.increment();
                    client.config().group().schedule(this::connectAgain, 5, TimeUnit.MILLISECONDS);
                }
            });
        } else if (!client.config().group().isShuttingDown()) {
            client.config().group().schedule(this::connectAgain, 5, TimeUnit.MILLISECONDS);
        }
    }

    /** Notes which channels there are. */
    private final class Present extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            book.channels.add(ctx.channel());
            ctx.fireChannelActive();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            book.channels.remove(ctx.channel());
            ctx.fireChannelInactive();
        }
    }

    /** Comes again when its connection ends. */
    private final class Faithful extends ChannelInboundHandlerAdapter {
        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            book.ended.increment();
            connectAgain();
        }
    }
}

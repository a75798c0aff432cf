package org.bluemarble.chaos.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client on Netty, as a game server is one of another server. */
final class LineChannel implements AutoCloseable {

    final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    volatile boolean inactive;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final EventLoopGroup group;
    private final Channel channel;

    LineChannel(Stack stack, Way way, int port) {
        group = stack.group(1);
        channel = new Bootstrap()
                .group(group)
                .channel(stack.client())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline().addLast(way.handler()).addLast(new LineBasedFrameDecoder(1 << 20));
                        made.pipeline().addLast(new StringDecoder(), new StringEncoder());
                        made.pipeline().addLast("backend", new Backend());
                    }
                })
                .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .syncUninterruptibly()
                .channel();
    }

    Channel channel() {
        return channel;
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    void send(String line) {
        channel.writeAndFlush(line + "\n");
    }

    /** {@return the next line that came, or null if none does for a minute} */
    String read() throws InterruptedException {
        return lines.poll(60, TimeUnit.SECONDS);
    }

    String ask(String line) throws InterruptedException {
        send(line);
        return read();
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Backend extends SimpleChannelInboundHandler<String> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, String line) {
            lines.add(line);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            failures.add(cause);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            inactive = true;
        }
    }
}

package org.bluemarble.chaos.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.AttributeKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;

/**
 * The main class of a measured JVM: sends back what it gets. Its players are p0, p1 and so on, in the order in which they
 * come. What it is to do besides it is told on standard input, a line at a time, and each line is answered.
 */
final class EchoServer {

    static final String PORT = "port";

    /** Told with a rule: arms it. */
    static final String ARM = "arm";

    /** Told with anything: disarms every rule, and no player is slept for any more. */
    static final String DISARM = "disarm";

    /** Told with a player or {@code *}, milliseconds, and how many more or less: see {@link SleepingHandler}. */
    static final String SLEEP = "sleep";

    /** Told with anything: answers with the memory in use, after a collection of garbage. */
    static final String MEMORY = "memory";

    /** Told with anything: answers with how late injected delays ended since it was last asked. */
    static final String LATENESS = "lateness";

    private static final AttributeKey<String> PLAYER = AttributeKey.valueOf("bluemarble.chaos.player");
    private static final int BACKLOG = 1024;

    private final SleepingHandler sleeping = new SleepingHandler(PLAYER);
    private final Lateness lateness = new Lateness();
    private final AtomicInteger players = new AtomicInteger();

    private final boolean sleeps;

    private EchoServer(boolean sleeps) {
        this.sleeps = sleeps;
    }

    /** Takes the transport, nio or epoll, the number of event loops, and {@link #SLEEP} if it may be told to. */
    public static void main(String[] arguments) throws IOException {
        boolean epoll = arguments[0].equals("epoll");
        int loops = Integer.parseInt(arguments[1]);
        EventLoopGroup group = epoll ? new EpollEventLoopGroup(loops) : new NioEventLoopGroup(loops);
        EchoServer echo = new EchoServer(arguments.length > 2 && arguments[2].equals(SLEEP));
        Channel server = new ServerBootstrap()
                .group(group)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        echo.accept(channel);
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        System.out.println(PORT + " " + ((InetSocketAddress) server.localAddress()).getPort());
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int end = line.indexOf(' ');
            String word = line.substring(0, end);
            System.out.println(word + " " + echo.answer(word, line.substring(end + 1)));
        }
        group.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void accept(Channel channel) {
        channel.attr(PLAYER).set("p" + players.getAndIncrement());
        if (sleeps) {
            channel.pipeline().addLast(sleeping);
        }
        channel.pipeline().addLast(new Echo());
    }

    private String answer(String word, String rest) {
        switch (word) {
            case ARM -> {
                ArmedRule armed = Chaos.global().arm(rest);
                return armed.id();
            }
            case DISARM -> {
                sleeping.stop();
                Chaos.global().rules().forEach(ArmedRule::disarm);
                return rest;
            }
            case SLEEP -> {
                sleeping.sleep(rest);
                return rest;
            }
            case MEMORY -> {
                MemoryUse use = MemoryUse.now();
                return use.heapBytes() + " " + use.directBytes();
            }
            case LATENESS -> {
                Samples late = lateness.take();
                return String.format(
                        Locale.ROOT,
                        "%d %.0f %.0f %.0f",
                        late.size(),
                        late.median(),
                        late.quantile(0.99),
                        late.quantile(1));
            }
            default ->
                throw new IllegalArgumentException("line began with '" + word + "' but must begin with " + ARM + ", "
                        + DISARM + ", " + SLEEP + ", " + MEMORY + " or " + LATENESS);
        }
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // A client that leaves early is none of ours.
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.write(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored")
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}

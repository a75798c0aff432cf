package org.bluemarble.chaos.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http2.CleartextHttp2ServerUpgradeHandler;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ServerUpgradeCodec;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A server that answers each request with its path, over HTTP/2: after an upgrade from HTTP/1.1, or as TLS negotiates it.
 * Each stream is a channel of its own, whose parent is the connection; both are watched, as by the agent.
 */
final class Http2Server implements AutoCloseable {

    final Set<Channel> connections = ConcurrentHashMap.newKeySet();
    final Set<Channel> streams = ConcurrentHashMap.newKeySet();
    private final ChaosNetty netty;
    private final SslContext tls;
    private final Runnable amidTheUpgrade;
    private final EventLoopGroup group;
    private final Channel channel;

    /**
     * Listens.
     *
     * @param tls null for an upgrade in clear text
     * @param amidTheUpgrade runs on the connection's loop, when the pipeline is about to change
     */
    Http2Server(Stack stack, ChaosNetty netty, SslContext tls, Runnable amidTheUpgrade) {
        this.netty = netty;
        this.tls = tls;
        this.amidTheUpgrade = amidTheUpgrade;
        this.group = stack.group(1);
        this.channel = new ServerBootstrap()
                .group(group)
                .channel(stack.server())
                .handler(netty.handler())
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel child) {
                        connections.add(child);
                        if (tls == null) {
                            inClearText(child.pipeline());
                        } else {
                            encrypted(child);
                        }
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    private void inClearText(ChannelPipeline pipeline) {
        HttpServerCodec http1 = new HttpServerCodec();
        HttpServerUpgradeHandler upgrade = new HttpServerUpgradeHandler(
                http1,
                protocol -> {
                    amidTheUpgrade.run();
                    return new Http2ServerUpgradeCodec(
                            Http2FrameCodecBuilder.forServer().build(), new Http2MultiplexHandler(new Stream()));
                },
                65_536);
        pipeline.addLast(new CleartextHttp2ServerUpgradeHandler(http1, upgrade, new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel child) {
                http2(child.pipeline());
            }
        }));
    }

    private void encrypted(Channel child) {
        child.pipeline().addLast(tls.newHandler(child.alloc()));
        child.pipeline().addLast(new ApplicationProtocolNegotiationHandler(ApplicationProtocolNames.HTTP_1_1) {
            @Override
            protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
                amidTheUpgrade.run();
                http2(ctx.pipeline());
            }
        });
    }

    private void http2(ChannelPipeline pipeline) {
        pipeline.addLast(Http2FrameCodecBuilder.forServer().build(), new Http2MultiplexHandler(new Stream()));
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** One request and its answer. */
    private final class Stream extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel stream) {
            streams.add(stream);
            netty.watch(stream);
            stream.pipeline().addLast("game", new Game());
        }

        @Override
        public boolean isSharable() {
            return true;
        }
    }

    private static final class Game extends ChannelInboundHandlerAdapter {
        private CharSequence path = "";

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object frame) {
            boolean ends = false;
            if (frame instanceof Http2HeadersFrame headers) {
                path = headers.headers().path();
                ends = headers.isEndStream();
            } else if (frame instanceof Http2DataFrame data) {
                ends = data.isEndStream();
            }
            ReferenceCountUtil.release(frame);
            if (ends) {
                ctx.write(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status("200")));
                ctx.writeAndFlush(new DefaultHttp2DataFrame(
                        ctx.alloc().buffer().writeBytes(path.toString().getBytes(StandardCharsets.US_ASCII)), true));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // The other side sees it.
        }
    }
}

package org.bluemarble.chaos.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;

/** A connection of the soak: frames of one length, a decoder, an encoder, and a game that sends and counts. */
final class SoakPipeline extends ChannelInitializer<Channel> {

    private final SoakBook book;

    SoakPipeline(SoakBook book) {
        this.book = book;
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.pipeline()
                .addLast("frames", new Frames())
                .addLast("decoder", new Decoder(book))
                .addLast("encoder", new Encoder())
                .addLast("game", new Game(book));
    }

    /** Cuts the stream. */
    private static final class Frames extends ChannelInboundHandlerAdapter {
        private ByteBuf rest;

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            if (rest != null) {
                bytes = ctx.alloc()
                        .buffer(rest.readableBytes() + bytes.readableBytes())
                        .writeBytes(rest)
                        .writeBytes(bytes);
                rest.release();
                rest = null;
                ReferenceCountUtil.release(message);
            }
            while (bytes.readableBytes() >= SoakMessage.SIZE) {
                ctx.fireChannelRead(bytes.readRetainedSlice(SoakMessage.SIZE));
            }
            rest = bytes;
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext ctx) {
            if (rest != null) {
                rest.release();
                rest = null;
            }
        }
    }

    private static final class Decoder extends ChannelInboundHandlerAdapter {
        private final SoakBook book;

        Decoder(SoakBook book) {
            this.book = book;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object frame) {
            SoakMessage message = SoakMessage.read((ByteBuf) frame);
            ReferenceCountUtil.release(frame);
            if (message == null) {
                book.damaged.increment();
            } else {
                ctx.fireChannelRead(message);
            }
        }
    }

    private static final class Encoder extends ChannelDuplexHandler {
        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            ctx.write(((SoakMessage) message).frame(ctx.alloc()), promise);
        }
    }

    private static final class Game extends ChannelInboundHandlerAdapter {
        private final SoakBook book;
        private SoakSender sender;

        Game(SoakBook book) {
            this.book = book;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            sender = new SoakSender(book, ctx.channel());
            sender.run();
            ctx.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            book.came((SoakMessage) message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            book.caught.increment();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            sender.over();
            ctx.fireChannelInactive();
        }
    }
}

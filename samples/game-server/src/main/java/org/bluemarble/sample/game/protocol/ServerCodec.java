package org.bluemarble.sample.game.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.MessageToMessageCodec;
import java.util.List;

/** The server's side of the protocol: {@link Request} in, {@link ServerMessage} out. */
@ChannelHandler.Sharable
public final class ServerCodec extends MessageToMessageCodec<ByteBuf, ServerMessage> {
    private static final ServerCodec INSTANCE = new ServerCodec();

    private ServerCodec() {
        super(ByteBuf.class, ServerMessage.class);
    }

    /** Appends framing and codec to a pipeline. A frame that is too long or malformed raises a decoder exception. */
    public static void appendTo(ChannelPipeline pipeline) {
        Framing.appendTo(pipeline);
        pipeline.addLast("codec", INSTANCE);
    }

    @Override
    protected void encode(ChannelHandlerContext ctx, ServerMessage message, List<Object> out) {
        out.add(Framing.fill(ctx.alloc().buffer(), bytes -> WireFormat.write(message, bytes)));
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf frame, List<Object> out) {
        out.add(WireFormat.readRequest(frame));
    }
}

package org.bluemarble.sample.game.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.MessageToMessageCodec;
import java.util.List;

/** The client's side of the protocol: {@link ServerMessage} in, {@link Request} out. */
@ChannelHandler.Sharable
public final class ClientCodec extends MessageToMessageCodec<ByteBuf, Request> {
    private static final ClientCodec INSTANCE = new ClientCodec();

    private ClientCodec() {
        super(ByteBuf.class, Request.class);
    }

    /** Appends framing and codec to a pipeline. A frame that is too long or malformed raises a decoder exception. */
    public static void appendTo(ChannelPipeline pipeline) {
        Framing.appendTo(pipeline);
        pipeline.addLast("codec", INSTANCE);
    }

    @Override
    protected void encode(ChannelHandlerContext ctx, Request request, List<Object> out) {
        out.add(Framing.fill(ctx.alloc().buffer(), bytes -> WireFormat.write(request, bytes)));
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf frame, List<Object> out) {
        out.add(WireFormat.readServerMessage(frame));
    }
}

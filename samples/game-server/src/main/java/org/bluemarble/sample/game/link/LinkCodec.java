package org.bluemarble.sample.game.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.MessageToMessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bluemarble.sample.game.economy.ShardMessage;
import org.bluemarble.sample.game.link.LinkControl.Ack;
import org.bluemarble.sample.game.link.LinkControl.Heartbeat;
import org.bluemarble.sample.game.link.LinkControl.Hello;
import org.bluemarble.sample.game.protocol.Framing;

/** One line of words in each frame: {@code hello east}, {@code ack 12}, {@code beat}, or a {@link ShardMessage}. */
@ChannelHandler.Sharable
final class LinkCodec extends MessageToMessageCodec<ByteBuf, Object> {
    static final LinkCodec INSTANCE = new LinkCodec();

    private static final String HELLO = "hello ";
    private static final String ACK = "ack ";
    private static final String BEAT = "beat";

    private LinkCodec() {
        super(ByteBuf.class, Object.class);
    }

    @Override
    protected void encode(ChannelHandlerContext ctx, Object message, List<Object> out) {
        String line = spelled(message);
        out.add(Framing.fill(ctx.alloc().buffer(), bytes -> bytes.writeCharSequence(line, StandardCharsets.UTF_8)));
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf frame, List<Object> out) {
        String line = frame.toString(StandardCharsets.UTF_8);
        try {
            out.add(read(line));
        } catch (IllegalArgumentException e) {
            throw new CorruptedFrameException(e.getMessage(), e);
        }
    }

    private static String spelled(Object message) {
        if (message instanceof Hello hello) {
            return HELLO + hello.shard();
        }
        if (message instanceof Ack ack) {
            return ACK + ack.received();
        }
        return message instanceof Heartbeat ? BEAT : message.toString();
    }

    private static Object read(String line) {
        if (line.startsWith(HELLO)) {
            return new Hello(line.substring(HELLO.length()));
        }
        if (line.startsWith(ACK)) {
            return new Ack(Long.parseLong(line.substring(ACK.length())));
        }
        return line.equals(BEAT) ? new Heartbeat() : ShardMessage.parse(line);
    }
}

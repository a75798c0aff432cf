package org.bluemarble.sample.game.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import java.util.function.Consumer;

/** Cuts the byte stream into frames: a 4-byte length, then that many bytes; between shards as between client and shard. */
public final class Framing {
    private static final int LENGTH_BYTES = 4;

    private Framing() {}

    /** Appends both directions to a pipeline. */
    public static void appendTo(ChannelPipeline pipeline) {
        // Fails fast: a length beyond the limit raises TooLongFrameException before any of the frame is buffered.
        pipeline.addLast(
                "frames",
                new LengthFieldBasedFrameDecoder(WireFormat.MAX_FRAME_BYTES, 0, LENGTH_BYTES, 0, LENGTH_BYTES));
        pipeline.addLast("lengths", new LengthFieldPrepender(LENGTH_BYTES));
    }

    /** {@return the buffer, filled} Releases it if the writer throws, for then nobody else will. */
    public static ByteBuf fill(ByteBuf bytes, Consumer<ByteBuf> writer) {
        boolean filled = false;
        try {
            writer.accept(bytes);
            filled = true;
            return bytes;
        } finally {
            if (!filled) {
                bytes.release();
            }
        }
    }
}

package org.bluemarble.chaos.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.Channel;
import java.nio.ByteOrder;

/** Tells the number that says what a message is, for {@code opcode=17}. Called on the channel's loop, while rules ask. */
@FunctionalInterface
public interface OpcodeSource {

    /** The message has no opcode. */
    long NONE = Long.MIN_VALUE;

    /** {@return the message's opcode, or {@link #NONE}} */
    long opcode(Channel channel, Object message);

    /**
     * {@return a source that reads frames, which are byte buffers, or messages with one, whose opcode is a number of fixed
     * place and length, the most significant byte first}
     *
     * @param offset the place of its first byte in the frame, from 0
     * @param length how many bytes it has, from 1 to 4
     * @throws IllegalArgumentException if an argument is out of range
     */
    static OpcodeSource atOffset(int offset, int length) {
        return atOffset(offset, length, ByteOrder.BIG_ENDIAN);
    }

    /**
     * {@return the same with a byte order}
     *
     * @param offset the place of its first byte in the frame, from 0
     * @param length how many bytes it has, from 1 to 4
     * @param order which of its bytes comes first
     * @throws IllegalArgumentException if a number is out of range
     */
    static OpcodeSource atOffset(int offset, int length, ByteOrder order) {
        if (offset < 0 || length < 1 || length > 4) {
            throw new IllegalArgumentException("opcode was at " + offset + " with length " + length
                    + " but must be at 0 or more, with length 1 to 4");
        }
        boolean littleEndian = order == ByteOrder.LITTLE_ENDIAN;
        return (channel, message) -> {
            ByteBuf frame = message instanceof ByteBufHolder holder
                    ? holder.content()
                    : message instanceof ByteBuf bytes ? bytes : null;
            if (frame == null || frame.readableBytes() - length < offset) {
                return NONE;
            }
            long opcode = 0;
            for (int i = 0; i < length; i++) {
                int place = littleEndian ? length - 1 - i : i;
                opcode = opcode << 8 | frame.getUnsignedByte(frame.readerIndex() + offset + place);
            }
            return opcode;
        };
    }
}

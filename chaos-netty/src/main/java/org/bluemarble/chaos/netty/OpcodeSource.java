package org.bluemarble.chaos.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/** Tells the number that says what a message is, for {@code opcode=17}. Called on the channel's loop, while rules ask. */
@FunctionalInterface
public interface OpcodeSource {

    /** The message has no opcode. */
    long NONE = Long.MIN_VALUE;

    /** {@return the message's opcode, or {@link #NONE}} */
    long opcode(Channel channel, Object message);

    /**
     * {@return a source that reads frames, which are byte buffers whose opcode is a number of fixed place and length, the
     * most significant byte first}
     *
     * @param offset the place of its first byte in the frame, from 0
     * @param length how many bytes it has, from 1 to 4
     */
    static OpcodeSource atOffset(int offset, int length) {
        if (offset < 0 || length < 1 || length > 4) {
            throw new IllegalArgumentException("opcode was at " + offset + " with length " + length
                    + " but must be at 0 or more, with length 1 to 4");
        }
        return (channel, message) -> {
            if (!(message instanceof ByteBuf frame) || frame.readableBytes() < offset + length) {
                return NONE;
            }
            long opcode = 0;
            for (int i = 0; i < length; i++) {
                opcode = opcode << 8 | frame.getUnsignedByte(frame.readerIndex() + offset + i);
            }
            return opcode;
        };
    }
}

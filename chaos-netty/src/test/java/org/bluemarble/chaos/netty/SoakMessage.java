package org.bluemarble.chaos.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * A message of the soak. It is always as long, so that a changed or a shortened one does not touch those behind it.
 *
 * @param flow the flow that it belongs to
 * @param id its number in the flow, from 1; below zero it ends the round of that number
 */
record SoakMessage(long flow, long id) {

    static final int SIZE = 24;

    /** What a rule puts in the place of others. */
    static final SoakMessage STRANGER = new SoakMessage(-1, 0);

    /** Another number for whatever one byte is changed: odd factors lose nothing. */
    private long check() {
        return ~(flow + 31 * id);
    }

    ByteBuf frame(ByteBufAllocator allocator) {
        return allocator.buffer(SIZE).writeLong(flow).writeLong(id).writeLong(check());
    }

    /** {@return the message in a frame; null if the frame was changed on its way} */
    static SoakMessage read(ByteBuf frame) {
        if (frame.readableBytes() != SIZE) {
            return null;
        }
        SoakMessage message = new SoakMessage(frame.readLong(), frame.readLong());
        return frame.readLong() == message.check() ? message : null;
    }
}

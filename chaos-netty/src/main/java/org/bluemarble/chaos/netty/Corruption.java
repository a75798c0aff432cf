package org.bluemarble.chaos.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.SplittableRandom;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.TargetFault;

/** Replaces bytes by others; which, and by what, follows from the injection's own chance. */
final class Corruption {

    private Corruption() {}

    /**
     * Copies bytes with some replaced. The original stays as it is: a game server may send one buffer to many players.
     *
     * @return a buffer that the caller must release
     */
    static ByteBuf of(ByteBuf original, ByteBufAllocator allocator, Injection injection, TargetFault fault) {
        int size = original.readableBytes();
        ByteBuf changed = allocator.buffer(Math.max(1, size));
        changed.writeBytes(original, original.readerIndex(), size);
        SplittableRandom chance = new SplittableRandom((long) (injection.uniform(0) * Long.MAX_VALUE));
        long count = Math.min(size, fault.parameter("count", Long.class, 1L));
        Long offset = (Long) fault.parameters().get("offset");
        for (int i = 0; i < count; i++) {
            long place = offset == null ? chance.nextInt(size) : offset + i;
            if (place < size) {
                // Never the same byte: 1 to 255 of the 256 differ.
                changed.setByte((int) place, changed.getByte((int) place) ^ chance.nextInt(1, 256));
            }
        }
        return changed;
    }
}

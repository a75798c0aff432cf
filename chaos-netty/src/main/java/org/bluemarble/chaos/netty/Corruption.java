package org.bluemarble.chaos.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.LinkedHashSet;
import java.util.Set;
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
        long count = fault.parameter("count", Long.class, 1L);
        Long offset = (Long) fault.parameters().get("offset");
        if (offset == null) {
            places((int) Math.min(size, count), size, chance).forEach(place -> replace(changed, place, chance));
        } else {
            for (long place = offset; place < Math.min(size, offset + count); place++) {
                replace(changed, (int) place, chance);
            }
        }
        return changed;
    }

    /** Draws so many different places, each set of them as likely as any other (Floyd, CACM 30 (1987) 754). */
    private static Set<Integer> places(int count, int size, SplittableRandom chance) {
        Set<Integer> places = new LinkedHashSet<>();
        for (int last = size - count; last < size; last++) {
            int place = chance.nextInt(last + 1);
            places.add(places.contains(place) ? last : place);
        }
        return places;
    }

    private static void replace(ByteBuf changed, int place, SplittableRandom chance) {
        // Never the same byte: 1 to 255 of the 256 differ.
        changed.setByte(place, changed.getByte(place) ^ chance.nextInt(1, 256));
    }
}

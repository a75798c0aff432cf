package org.bluemarble.chaos.netty;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Objects;
import org.bluemarble.chaos.Injection;

/**
 * Bytes that pass in small pieces, each cut off when its time has come: so what waits is one thing, and not one for each byte.
 */
final class Slicing {

    private final Injection injection;
    private final int size;
    private final long gapNanos;
    private final long beginNanos;
    private long pieces;

    /** Cuts bytes into pieces of this size, the first one now. */
    Slicing(Injection injection, int size, long gapNanos, long nowNanos) {
        this.injection = injection;
        this.size = size;
        this.gapNanos = gapNanos;
        this.beginNanos = nowNanos;
    }

    /** Has the next piece pass, and the rest wait behind it; false if the rest is to pass as it is. */
    boolean cut(StreamBytes rest) {
        ByteBuf left = Objects.requireNonNull(rest.bytes(), "bytes that nobody sees are not cut");
        if (left.readableBytes() <= size || injection.isCalledOff()) {
            return false;
        }
        StreamBytes piece = rest.piece(left.readRetainedSlice(size), false);
        pieces++;
        Lane lane = rest.direction().lane();
        if (gapNanos > 0) {
            // Counted from the beginning: that a piece is a little late does not delay those behind it.
            rest.holdFor(injection, beginNanos + gapNanos * pieces - lane.nanoTime());
        }
        lane.enterFirst(List.of(piece, rest));
        return true;
    }
}

package org.bluemarble.chaos.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.FileRegion;
import java.nio.channels.ClosedChannelException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One direction of a stream: its lane, and what is to become of the connection. On the channel's loop alone. */
abstract class StreamDirection implements Lane.Bank {

    private static final double NANOS_PER_SECOND = 1e9;

    private final HeadHandler head;
    private @Nullable Lane lane;

    /** When each rule for bandwidth lets the next byte through. */
    private final Map<String, Long> freeNanos = new HashMap<>();

    private @Nullable Break pendingBreak;

    /** The connection breaks, or has broken, in this direction: nothing passes any more, though the channel may be open. */
    private boolean broken;

    StreamDirection(HeadHandler head) {
        this.head = head;
    }

    /** Made when it is first needed: a channel that was just accepted is on no loop yet. */
    final Lane lane() {
        Lane known = lane;
        if (known == null) {
            known = new Lane(head.wire().channel().eventLoop(), this);
            lane = known;
        }
        return known;
    }

    /** Whether nothing waits. */
    final boolean isEmpty() {
        return lane == null || lane.isEmpty();
    }

    /** Whether bytes that no rule touches may go by without entering the lane. */
    final boolean isFree() {
        return isEmpty() && pendingBreak == null && !broken;
    }

    /** Whether nothing passes any more. */
    final boolean isBroken() {
        return broken;
    }

    final HeadHandler head() {
        return head;
    }

    final Wire wire() {
        return head.wire();
    }

    final ByteBufAllocator allocator() {
        return head.context().alloc();
    }

    /** How many bytes a message is, as far as can be told. */
    static int sizeOf(Object message) {
        if (message instanceof ByteBuf bytes) {
            return bytes.readableBytes();
        }
        if (message instanceof ByteBufHolder holder) {
            return holder.content().readableBytes();
        }
        return message instanceof FileRegion file ? (int) Math.min(Integer.MAX_VALUE, file.count()) : 0;
    }

    /** How long bytes take from now on a line that lets so many through in a second, behind those before them. */
    final long transmissionNanos(String rule, int bytes, long bytesPerSecond) {
        long now = lane().nanoTime();
        Long free = freeNanos.get(rule);
        long begin = free == null || free - now < 0 ? now : free;
        long end = begin + (long) (bytes * NANOS_PER_SECOND / bytesPerSecond);
        freeNanos.put(rule, end);
        // One nanosecond at least: zero means that nothing is held.
        return Math.max(1, end - now);
    }

    /** Breaks the connection when so many bytes as the fault says have passed; these are the first that count. */
    final void breakOff(Break one, StreamBytes first) {
        if (pendingBreak != null) {
            // Another rule was faster.
            one.injection().cancelled();
            first.pass();
            return;
        }
        pendingBreak = one;
        one.injection().onCancel(() -> Later.surely(head.wire().channel().eventLoop(), () -> callOff(one)));
        if (!breaks(first)) {
            first.pass();
        }
    }

    /** The channel is gone by itself, before its bytes had passed. */
    final void spareBreak() {
        if (pendingBreak != null) {
            callOff(pendingBreak);
        }
    }

    /** A rule that ends before its bytes have passed breaks nothing. */
    private void callOff(Break one) {
        if (pendingBreak == one) {
            pendingBreak = null;
            one.injection().cancelled();
        }
    }

    /** Counts bytes that are about to pass; true if the connection is broken instead, with some of them passed or none. */
    final boolean breaks(StreamBytes bytes) {
        if (broken) {
            bytes.fail(lost());
            return true;
        }
        Break one = pendingBreak;
        if (one == null) {
            return false;
        }
        int passing = one.take(bytes.length());
        if (!one.isDue()) {
            return false;
        }
        pendingBreak = null;
        broken = true;
        ByteBuf all = bytes.bytes();
        if (passing > 0 && all != null) {
            passLast(all.retainedSlice(all.readerIndex(), passing), one);
            bytes.fail(lost());
        } else {
            breakNow(one, bytes);
        }
        return true;
    }

    /** Passes bytes on, then breaks the connection. */
    abstract void passLast(ByteBuf bytes, Break one);

    /** Breaks the connection, so that these bytes do not pass. */
    abstract void breakNow(Break one, StreamBytes bytes);

    /** Passes nothing on, and closes the channel if Netty does for such a failure. */
    final void fail(StreamBytes bytes, Throwable failure) {
        bytes.fail(failure);
        if (Breaking.closesChannel(wire().channel(), failure)) {
            head.breakConnection(false);
        }
    }

    /** What is told of bytes that were held when the channel closed. */
    final Throwable lost() {
        return new ClosedChannelException();
    }
}

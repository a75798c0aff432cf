package org.bluemarble.chaos.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.Channel;
import io.netty.channel.FileRegion;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bluemarble.chaos.spi.InternalProblems;

/** How much memory a message takes while it waits. */
final class HeldSize {

    /**
     * About what each takes besides its content, in bytes: its object, its place in a lane, and the injection with what is
     * to happen when its rule ends. So a flood of messages is bounded, however small they are, and so are bytes that come
     * one by one.
     */
    static final int OF_EACH = 256;

    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private HeldSize() {}

    /** Of bytes what they are; of other messages what the channel's own estimator says. */
    static int of(Channel channel, Object message) {
        boolean exact = message instanceof ByteBuf || message instanceof ByteBufHolder || message instanceof FileRegion;
        long content = exact ? StreamDirection.sizeOf(message) : estimated(channel, message);
        return (int) Math.min(Integer.MAX_VALUE, OF_EACH + content);
    }

    /** Of so many bytes of a stream that wait as one. */
    static int ofBytes(int bytes) {
        return (int) Math.min(Integer.MAX_VALUE, OF_EACH + (long) bytes);
    }

    private static long estimated(Channel channel, Object message) {
        try {
            return Math.max(
                    0, channel.config().getMessageSizeEstimator().newHandle().size(message));
        } catch (RuntimeException | LinkageError bad) {
            // An estimator is made for what the game server writes, and may not know what it reads.
            if (TOLD.compareAndSet(false, true)) {
                InternalProblems.report(
                        "messages count as small ones, since the game server's MessageSizeEstimator threw", bad);
            }
            return 0;
        }
    }
}

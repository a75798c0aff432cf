package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/**
 * Whether a channel says that it is writable. It does not while more waits in a lane of ours than the channel's own
 * marks or the bounds of what is held allow; what is written all the same waits too, as in Netty's own buffer, since
 * anything else would lose it. Changed on the channel's loop; from elsewhere at its next turn.
 */
final class Writability {

    /** The highest of the bits that Netty leaves to applications; its own traffic shaping takes the lowest. */
    private static final int OF_LANES = 31;

    /** One below. */
    private static final int OF_FAULTS = 30;

    private final Channel channel;
    private final HeldMemory memory;
    private final Set<Lane> full = Collections.newSetFromMap(new IdentityHashMap<>(2));

    /** The faults because of which it is not writable: as long as one of them lasts. */
    private final Set<Object> denying = Collections.newSetFromMap(new IdentityHashMap<>(2));

    Writability(Channel channel, HeldMemory memory) {
        this.channel = channel;
        this.memory = memory;
    }

    /** More waits in a lane, or less. */
    void held(Lane lane) {
        long held = lane.heldBytes();
        boolean tooMuch = held > channel.config().getWriteBufferHighWaterMark() || memory.isFull(held);
        boolean little = held <= channel.config().getWriteBufferLowWaterMark() && memory.hasRoom(held);
        if (tooMuch || little) {
            Later.onLoop(channel, () -> change(lane, tooMuch));
        }
    }

    private void change(Lane lane, boolean tooMuch) {
        boolean changed = tooMuch ? full.add(lane) : full.remove(lane);
        if (changed) {
            set(OF_LANES, full.isEmpty());
        }
    }

    /** A fault says that the channel is not writable. On the loop. */
    void deny(Object fault) {
        denying.add(fault);
        set(OF_FAULTS, false);
    }

    /** It no longer does. On the loop. */
    void allow(Object fault) {
        denying.remove(fault);
        set(OF_FAULTS, denying.isEmpty());
    }

    private void set(int bit, boolean writable) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        if (buffer == null) {
            return;
        }
        try {
            buffer.setUserDefinedWritability(bit, writable);
        } catch (RejectedExecutionException shutDown) {
            // The loop has ended and left the channel open: its handlers cannot be told any more.
            return;
        }
    }
}

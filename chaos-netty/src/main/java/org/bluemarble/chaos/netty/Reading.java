package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Whether a channel reads from its socket. It does not while something of ours takes no more; {@code autoRead} is then off,
 * and given back as the game server had it. Changed on the channel's loop; from elsewhere at its next turn.
 */
final class Reading {

    private final Channel channel;
    private final HeldMemory memory;

    /** Who wants no more. */
    private final Set<Object> pausing = Collections.newSetFromMap(new IdentityHashMap<>(2));

    private boolean readWanted;
    private boolean autoReadWas;

    Reading(Channel channel, HeldMemory memory) {
        this.channel = channel;
        this.memory = memory;
    }

    /** The game server wants to read; false while that is put off. */
    boolean mayRead() {
        readWanted |= !pausing.isEmpty();
        return pausing.isEmpty();
    }

    /** More waits in a lane, or less. */
    void held(Lane lane) {
        if (memory.isFull(lane.heldBytes())) {
            pause(lane);
        }
    }

    /** Something has left a lane. */
    void left(Lane lane) {
        if (memory.hasRoom(lane.heldBytes())) {
            resume(lane);
        }
    }

    /** Has nothing more read until this one says otherwise. */
    void pause(Object who) {
        Later.onLoop(channel, () -> pauseNow(who));
    }

    private void pauseNow(Object who) {
        boolean reading = pausing.isEmpty();
        pausing.add(who);
        boolean autoRead = channel.config().isAutoRead();
        if (reading) {
            autoReadWas = autoRead;
        }
        if (autoRead) {
            // Also what the game server has switched on meanwhile.
            autoReadWas = true;
            channel.config().setAutoRead(false);
        }
    }

    /** This one takes more. */
    void resume(Object who) {
        Later.onLoop(channel, () -> resumeNow(who));
    }

    private void resumeNow(Object who) {
        if (!pausing.remove(who) || !pausing.isEmpty()) {
            return;
        }
        boolean wanted = readWanted;
        readWanted = false;
        if (autoReadWas) {
            channel.config().setAutoRead(true);
        } else if (wanted && channel.isActive()) {
            channel.unsafe().beginRead();
        }
    }
}

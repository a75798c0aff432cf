package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a stream ends. While something waits that came before the other side's end, Netty is asked to tell that end and not
 * to close the channel by itself, because a closed channel's handlers would be gone before what waits had come to them.
 * Changed on the channel's loop; from elsewhere at its next turn.
 */
final class StreamEnd {

    private final Wire wire;

    /** Where something waits: bytes at the head, messages in front of handlers. */
    private final Set<Object> places = Collections.newSetFromMap(new IdentityHashMap<>(2));

    /** What Netty told of the end, and is not passed on yet. */
    private final Deque<Object> events = new ArrayDeque<>(2);

    /** What the game server had said of the other side's end; null while we have not changed it. */
    private @Nullable Boolean halfClosureWas;

    /** Asked by handlers on executors of their own. */
    private volatile boolean fromHere;

    StreamEnd(Wire wire) {
        this.wire = wire;
    }

    /** This side closes the channel, or a fault does: nothing comes in any more. */
    void comesFromHere() {
        fromHere = true;
    }

    boolean isFromHere() {
        return fromHere;
    }

    /** Whether the end, when it comes, waits for what came before. */
    boolean isHeld() {
        return halfClosureWas != null;
    }

    /** Has the end stand behind a place where something waits, or no longer. */
    void standBehind(Object place, boolean waits) {
        Later.onLoop(wire.channel(), () -> {
            if (waits) {
                places.add(place);
                hold();
            } else {
                places.remove(place);
                goOn();
            }
        });
    }

    private void hold() {
        if (halfClosureWas != null) {
            return;
        }
        Channel channel = wire.channel();
        Boolean former = channel.config().getOption(ChannelOption.ALLOW_HALF_CLOSURE);
        if (former != null && channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true)) {
            halfClosureWas = former;
        }
    }

    /** Whether an event tells the end and has to wait. */
    boolean takes(Object event) {
        return isHeld() && event.getClass().getSimpleName().startsWith("ChannelInputShutdown");
    }

    /** What came from the socket before the end has passed the head. */
    void comes(Object event) {
        if (Boolean.TRUE.equals(halfClosureWas) || event instanceof ChannelInputShutdownEvent) {
            events.add(event);
        }
        goOn();
    }

    private void goOn() {
        if (!places.isEmpty() || halfClosureWas == null) {
            return;
        }
        boolean halfClosure = halfClosureWas;
        halfClosureWas = null;
        if (wire.channel().isOpen()) {
            wire.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, halfClosure);
        }
        for (Object event = events.poll(); event != null; event = events.poll()) {
            if (halfClosure) {
                wire.tell(event);
            } else {
                Breaking.close(wire.channel());
            }
        }
    }
}

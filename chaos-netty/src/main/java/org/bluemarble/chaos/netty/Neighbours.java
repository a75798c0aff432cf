package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;

/**
 * Finds the channels that were there before the agent: those on the loops of the group to which a channel belongs that was
 * found. Each loop is looked at once; what registers later is seen when it does. Thread-safe.
 */
final class Neighbours {

    private final Consumer<Channel> found;
    private final Set<EventExecutor> looked =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    Neighbours(Consumer<Channel> found) {
        this.found = found;
    }

    /** A channel was found that nobody knew. */
    void of(Channel channel) {
        if (!channel.isRegistered()) {
            return;
        }
        EventLoop own = channel.eventLoop();
        if (looked.contains(own)) {
            // With its whole group; this is asked for every channel that registers.
            return;
        }
        EventLoopGroup group = own.parent();
        look(own);
        if (group != null) {
            group.forEach(this::look);
        }
    }

    private void look(EventExecutor executor) {
        // A loop without channels is left alone, because its first task would start its thread.
        if (executor instanceof SingleThreadEventLoop loop && looked.add(loop) && loop.registeredChannels() > 0) {
            Later.soon(loop, () -> find(loop));
        }
    }

    private void find(SingleThreadEventLoop loop) {
        List<Channel> channels = new ArrayList<>();
        try {
            loop.registeredChannelsIterator().forEachRemaining(channels::add);
        } catch (UnsupportedOperationException noSuchLoop) {
            // Its channels are found at their first traffic.
            return;
        }
        channels.forEach(found);
    }
}

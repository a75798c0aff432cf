package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.spi.ArmedPoints;
import org.jspecify.annotations.Nullable;

/** The living channels that are watched, and what the armed rules need of their pipelines. Thread-safe. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the promise, which is the caller's.
final class WatchedWires {

    /** Those of every {@link ChaosNetty}; weakly, so that nothing of a test or of a redeployed application stays. */
    private static final Set<WatchedWires> ALL =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** Kept here, since it is held weakly where it is told. */
    private static final Consumer<String> LISTENER = WatchedWires::tellAll;

    static {
        ArmedPoints.listen(LISTENER);
    }

    private static void tellAll(String point) {
        synchronized (ALL) {
            ALL.forEach(one -> one.changed(point));
        }
    }

    private final ChaosNetty netty;
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private volatile boolean wantsHead;
    private volatile boolean wantsTaps;
    private @Nullable Future<?> beating;

    WatchedWires(ChaosNetty netty) {
        this.netty = netty;
    }

    /** Begins to follow what is armed. */
    void follow() {
        ALL.add(this);
        look();
    }

    boolean wantsHead() {
        return wantsHead;
    }

    boolean wantsTaps() {
        return wantsTaps;
    }

    /** Watches a channel; false if it is watched already. */
    boolean watch(Channel channel) {
        Wire wire = Wire.watch(netty, channel);
        if (wire == null) {
            return false;
        }
        wires.add(wire);
        channel.closeFuture().addListener(closed -> forget(wire));
        wire.adjustSoon();
        return true;
    }

    void forget(Wire wire) {
        wires.remove(wire);
    }

    private void changed(String point) {
        look();
        atEachLoop(Wire::adjust).forEach(Wire::adjustSoon);
        if (point.equals(NettyPoints.CONNECTION.name())) {
            beat();
        }
    }

    private synchronized void look() {
        Set<String> armed = ArmedPoints.names();
        // The context of a channel's player is worth having for every rule, whatever its point.
        wantsHead = !armed.isEmpty();
        wantsTaps = NettyPoints.AT_HANDLERS.stream().map(InjectionPoint::name).anyMatch(armed::contains);
        boolean beats = armed.contains(NettyPoints.CONNECTION.name());
        if (beats && beating == null) {
            beating = GlobalEventExecutor.INSTANCE.scheduleAtFixedRate(this::beat, 1, 1, TimeUnit.SECONDS);
        } else if (!beats && beating != null) {
            beating.cancel(false);
            beating = null;
        }
    }

    private void beat() {
        atEachLoop(Wire::beat);
    }

    /** One task for each event loop, however many channels it has. Returns those that were on none when they were met. */
    private List<Wire> atEachLoop(Consumer<Wire> step) {
        List<Wire> onNone = new ArrayList<>();
        IdentityHashMap<EventLoop, List<Wire>> byLoop = new IdentityHashMap<>();
        for (Wire wire : wires) {
            if (wire.channel().isRegistered()) {
                byLoop.computeIfAbsent(wire.channel().eventLoop(), unused -> new ArrayList<>())
                        .add(wire);
            } else {
                onNone.add(wire);
            }
        }
        byLoop.forEach((loop, several) -> {
            try {
                loop.execute(() -> several.forEach(step));
            } catch (RejectedExecutionException shutDown) {
                // The loop has ended, and every channel on it.
                several.forEach(this::forget);
            }
        });
        return onNone;
    }
}

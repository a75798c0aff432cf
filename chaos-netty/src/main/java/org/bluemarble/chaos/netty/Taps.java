package org.bluemarble.chaos.netty;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a handler of ours in front of each of the game server's, and one behind the last, while rules about messages are
 * armed: also when the server puts handlers in or takes them out, as at a login or an upgrade. On the channel's loop alone.
 */
final class Taps {

    private static final String NAME = Wire.HEAD + "-tap-";

    private static final ChannelHandlerContext[] NONE = {};

    private final Wire wire;
    /** Handlers tell of their removal on executors of their own. */
    private final List<Tap> present = new CopyOnWriteArrayList<>();

    /** What stood in the pipeline when it was last found in order, ours as well; empty if that has not been yet. */
    private List<String> knownNames = List.of();

    private ChannelHandlerContext[] knownContexts = NONE;

    private long named;

    Taps(Wire wire) {
        this.wire = wire;
    }

    void adjust() {
        if (wire.netty().wantsTaps() && wire.channel().isOpen()) {
            follow();
        } else {
            present.forEach(this::remove);
            knownNames = List.of();
            knownContexts = NONE;
        }
    }

    /** Brings the pipeline in order, if it is not. */
    void follow() {
        ChannelPipeline pipeline = wire.channel().pipeline();
        if (isKnown(pipeline)) {
            return;
        }
        // Looked at before it is brought in order: what another thread puts in meanwhile must not count as known.
        List<String> names = pipeline.names();
        ChannelHandlerContext[] contexts =
                names.stream().map(pipeline::context).filter(Objects::nonNull).toArray(ChannelHandlerContext[]::new);
        boolean changed = arrange(pipeline);
        knownNames = changed ? List.of() : names;
        knownContexts = changed ? NONE : contexts;
    }

    /**
     * Whether the pipeline is as it was left. Asked twice for every read, so it must cost next to nothing: Netty makes a map
     * for whoever walks over handlers, and a list for names. A handler that was replaced by one of the same name shows by
     * its context.
     */
    private boolean isKnown(ChannelPipeline pipeline) {
        for (ChannelHandlerContext context : knownContexts) {
            if (context.isRemoved()) {
                return false;
            }
        }
        return pipeline.names().equals(knownNames);
    }

    /** Puts in what is missing and takes out what is too many. Returns whether anything was. */
    private boolean arrange(ChannelPipeline pipeline) {
        boolean changed = false;
        List<Map.Entry<String, ChannelHandler>> entries = new ArrayList<>();
        pipeline.iterator().forEachRemaining(entries::add);
        Tap last = null;
        Map.Entry<String, ChannelHandler> before = null;
        for (Map.Entry<String, ChannelHandler> one : entries) {
            ChannelHandler handler = one.getValue();
            if (handler instanceof HeadHandler
                    || handler instanceof ChannelInitializer
                    || handler instanceof Watching
                    || handler instanceof Crossing) {
                continue;
            }
            if (handler instanceof Tap tap) {
                if (last != null) {
                    // The handler between them has gone.
                    remove(last);
                    changed = true;
                }
                last = tap;
                continue;
            }
            changed |= last == null;
            Tap here = last == null ? addBefore(pipeline, one.getKey()) : last;
            stand(here, before, one);
            before = one;
            last = null;
        }
        if (before != null) {
            changed |= last == null;
            Tap atEnd = last == null ? addLast(pipeline) : last;
            stand(atEnd, before, null);
        }
        return changed;
    }

    private static void stand(
            Tap tap,
            Map.@Nullable Entry<String, ChannelHandler> before,
            Map.@Nullable Entry<String, ChannelHandler> behind) {
        tap.standBetween(
                before == null ? null : before.getKey(),
                before == null ? null : before.getValue().getClass(),
                behind == null ? null : behind.getKey(),
                behind == null ? null : behind.getValue().getClass());
    }

    private Tap addBefore(ChannelPipeline pipeline, String name) {
        Tap tap = new Tap(wire);
        present.add(tap);
        // On the same executor: a message must not change threads because of us.
        pipeline.addBefore(pipeline.context(name).executor(), name, NAME + ++named, tap);
        return tap;
    }

    private Tap addLast(ChannelPipeline pipeline) {
        Tap tap = new Tap(wire);
        present.add(tap);
        pipeline.addLast(NAME + ++named, tap);
        return tap;
    }

    /** Whether a handler that went out was meant to be there. */
    boolean forget(Tap tap) {
        return present.remove(tap);
    }

    private void remove(Tap tap) {
        present.remove(tap);
        try {
            wire.channel().pipeline().remove(tap);
        } catch (NoSuchElementException removedByTheServer) {
            // It is what we wanted.
            return;
        }
    }
}

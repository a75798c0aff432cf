package org.bluemarble.chaos.netty;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.util.concurrent.EventExecutor;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a {@link Crossing} wherever a channel's messages come from one executor to handlers on another, while rules are
 * armed. Most pipelines have none, and nothing is asked about them at a message. On the channel's loop alone.
 */
final class Crossings {

    private static final String NAME = Wire.HEAD + "-crossing-";

    private final Wire wire;
    private boolean present;
    private long named;

    Crossings(Wire wire) {
        this.wire = wire;
    }

    /** Whether there is one: then the pipeline is looked at after every read. */
    boolean arePresent() {
        return present;
    }

    void adjust() {
        boolean wanted = wire.netty().wantsHead() && wire.channel().isOpen();
        if (wanted || present) {
            present = arrange(wire.channel().pipeline(), wanted);
        }
    }

    /** Puts in what is missing and takes out what is too many. Returns whether there is one. */
    private boolean arrange(ChannelPipeline pipeline, boolean wanted) {
        EventExecutor loop = wire.channel().eventLoop();
        EventExecutor former = loop;
        ChannelHandlerContext crossing = null;
        boolean some = false;
        for (Map.Entry<String, ChannelHandler> one : pipeline) {
            ChannelHandlerContext context = pipeline.context(one.getValue());
            if (context == null || isPassedOver(one.getValue())) {
                continue;
            }
            if (one.getValue() instanceof Crossing) {
                remove(crossing);
                crossing = context;
                continue;
            }
            EventExecutor own = context.executor();
            boolean crosses = wanted && own != loop && own != former;
            if (!crosses || (crossing != null && crossing.executor() != own)) {
                remove(crossing);
                crossing = null;
            }
            if (crosses && crossing == null) {
                pipeline.addBefore(own, one.getKey(), NAME + ++named, new Crossing(wire));
            }
            some |= crosses;
            crossing = null;
            former = own;
        }
        remove(crossing);
        return some;
    }

    private static boolean isPassedOver(ChannelHandler handler) {
        return handler instanceof HeadHandler
                || handler instanceof Tap
                || handler instanceof ChannelInitializer
                || handler instanceof Watching;
    }

    private static void remove(@Nullable ChannelHandlerContext crossing) {
        if (crossing == null) {
            return;
        }
        try {
            crossing.pipeline().remove(crossing.handler());
        } catch (NoSuchElementException removedByTheServer) {
            // It is what we wanted.
            return;
        }
    }
}

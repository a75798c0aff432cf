package org.bluemarble.chaos.netty;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bluemarble.chaos.ModuleFault;

/**
 * The faults of this module, for rules built in code. What each does, the ranges of what it takes, and the points where it
 * makes sense are in the catalogue, and are checked when a rule is armed. Names none of Netty's types.
 */
public final class NettyFaults {

    private NettyFaults() {}

    /** {@return no more than so many bytes of each connection pass in a second; the others wait, in order} */
    public static ModuleFault bandwidth(long bytesPerSecond) {
        return new Named("bandwidth").with("bytes-per-second", bytesPerSecond);
    }

    /** {@return a segment is lost and sent again after 200 ms: the bytes, and those behind them, come so much later} */
    public static ModuleFault retransmission() {
        return new Named("retransmission");
    }

    /**
     * Returns a segment that is lost and sent again, several times over.
     *
     * @param timeout how long until it is sent again; twice as long each further time
     * @param times how often it is lost, from 1 to 6
     */
    public static ModuleFault retransmission(Duration timeout, long times) {
        return new Named("retransmission").with("timeout", timeout).with("times", times);
    }

    /** {@return nothing passes until the rule ends: in the point's direction, at {@code netty.connection} in both} */
    public static ModuleFault blackHole() {
        return new Named("black-hole");
    }

    /** {@return nothing of a connection passes in a direction until the rule ends; at {@code netty.connection} alone} */
    public static ModuleFault blackHole(Direction direction) {
        return new Named("black-hole").with("direction", direction.spelling);
    }

    /** {@return nothing of a connection passes in a direction for a time; at {@code netty.connection} alone} */
    public static ModuleFault blackHole(Direction direction, Duration duration) {
        return new Named("black-hole").with("direction", direction.spelling).with("duration", duration);
    }

    /** {@return the other side is gone and this one is not told until the rule ends} */
    public static ModuleFault halfOpen() {
        return new Named("half-open");
    }

    /** {@return the connection breaks, and its host is refused for 5 to 30 s, as left to chance} */
    public static ModuleFault away() {
        return new Named("away");
    }

    /**
     * Returns a connection that breaks, and whose host is refused for a time.
     *
     * @param from the shortest time
     * @param to the longest time
     */
    public static ModuleFault away(Duration from, Duration to) {
        return new Named("away").with("from", from).with("to", to);
    }

    /** {@return bytes pass in pieces of this size} */
    public static ModuleFault slice(long size) {
        return new Named("slice").with("size", size);
    }

    /** {@return bytes pass in pieces of this size, each so long after the one before it} */
    public static ModuleFault slice(long size, Duration gap) {
        return new Named("slice").with("size", size).with("gap", gap);
    }

    /** {@return so many bytes, at different places left to chance, are replaced by others} */
    public static ModuleFault corrupt(long count) {
        return new Named("corrupt").with("count", count);
    }

    /** {@return so many bytes from this place on are replaced by others} */
    public static ModuleFault corrupt(long count, long offset) {
        return new Named("corrupt").with("count", count).with("offset", offset);
    }

    /** {@return the write fails as after a reset, and the channel closes} */
    public static ModuleFault failedWrite() {
        return new Named("failed-write");
    }

    /** {@return the channel says until the rule ends that it is not writable} */
    public static ModuleFault unwritable() {
        return new Named("unwritable");
    }

    /** {@return the channel says for a time that it is not writable} */
    public static ModuleFault unwritable(Duration duration) {
        return new Named("unwritable").with("duration", duration);
    }

    /** {@return the connection breaks, and the other side gets a real RST} */
    public static ModuleFault reset() {
        return new Named("reset");
    }

    /** {@return the connection breaks after so many more bytes of the point's direction} */
    public static ModuleFault resetAfter(long bytes) {
        return new Named("reset").with("after-bytes", bytes);
    }

    /** {@return the connection is closed in order} */
    public static ModuleFault disconnect() {
        return new Named("disconnect");
    }

    /** {@return the connection is closed in order after so many more bytes of the point's direction} */
    public static ModuleFault disconnectAfter(long bytes) {
        return new Named("disconnect").with("after-bytes", bytes);
    }

    /** {@return the connection is refused, by the other side or, at {@code netty.accept}, by this one} */
    public static ModuleFault refused() {
        return new Named("refused");
    }

    /** {@return nobody answers: connecting ends after the channel's own timeout} */
    public static ModuleFault timeout() {
        return new Named("timeout");
    }

    /** {@return nobody answers: connecting ends after this time} */
    public static ModuleFault timeout(Duration duration) {
        return new Named("timeout").with("duration", duration);
    }

    /** {@return the datagram does not arrive} */
    public static ModuleFault loss() {
        return new Named("loss");
    }

    /** {@return the datagram or the message comes so many times more} */
    public static ModuleFault duplicate(long copies) {
        return new Named("duplicate").with("copies", copies);
    }

    /**
     * Returns a datagram or a message that others overtake.
     *
     * @param behind after how many it comes
     * @param within after which time it comes at the latest
     */
    public static ModuleFault reorder(long behind, Duration within) {
        return new Named("reorder").with("behind", behind).with("within", within);
    }

    /** {@return the datagram, or the message if it is bytes, keeps no more than so many of its bytes} */
    public static ModuleFault truncate(long size) {
        return new Named("truncate").with("size", size);
    }

    /** {@return it waits until the rule ends, and what comes behind it too} */
    public static ModuleFault hold() {
        return new Named("hold");
    }

    /** {@return it waits for a time, and what comes behind it too} */
    public static ModuleFault hold(Duration duration) {
        return new Named("hold").with("duration", duration);
    }

    /** {@return the message does not come; its writer is told that it went} */
    public static ModuleFault drop() {
        return new Named("drop");
    }

    /** {@return the message does not come, and its writer is told so} */
    public static ModuleFault dropAndTell() {
        return new Named("drop").with("promise", "failure");
    }

    /** {@return another message comes, from the {@link Replacement} that is registered under this name} */
    public static ModuleFault replace(String name) {
        return new Named("replace").with("with", name);
    }

    /** {@return the event loop stands still, with every connection on it: the one fault here that blocks a thread} */
    public static ModuleFault loopStall(Duration duration) {
        return new Named("loop-stall").with("duration", duration);
    }

    /** {@return the event loop turns on one processor for a time, with every connection on it} */
    public static ModuleFault loopSpin(Duration duration) {
        return new Named("loop-stall").with("duration", duration).with("how", "spin");
    }

    /** Which way nothing passes. */
    public enum Direction {
        /** Neither way. */
        BOTH("both"),
        /** From the other side to this JVM. */
        IN("in"),
        /** From this JVM to the other side. */
        OUT("out");

        private final String spelling;

        Direction(String spelling) {
            this.spelling = spelling;
        }
    }

    /** A fault by its name in the catalogue. */
    private record Named(String name, Map<String, Object> parameters) implements ModuleFault {

        Named(String name) {
            this(name, Map.of());
        }

        Named with(String parameter, Object value) {
            Map<String, Object> more = new LinkedHashMap<>(parameters);
            more.put(parameter, Objects.requireNonNull(value, parameter));
            return new Named(name, more);
        }
    }
}

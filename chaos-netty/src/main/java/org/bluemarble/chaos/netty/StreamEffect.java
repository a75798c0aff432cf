package org.bluemarble.chaos.netty;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import org.bluemarble.chaos.Fault;
import org.bluemarble.chaos.Hang;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.Phase;
import org.bluemarble.chaos.TargetFault;
import org.bluemarble.chaos.ThrowingFault;

/** What one injection does to bytes of a stream: first when they enter their lane, then when they leave it. */
final class StreamEffect {

    private final Injection injection;
    private boolean begun;

    StreamEffect(Injection injection) {
        this.injection = injection;
    }

    /** The bytes enter: what makes them wait begins now. */
    void begin(StreamBytes bytes) {
        injection.beginDelay(Phase.BEFORE);
        bytes.delayBy(injection);
        long nanos = injection.actsIn(Phase.AFTER) ? 0 : heldNanos(bytes);
        if (nanos > 0 && injection.begin()) {
            begun = true;
            bytes.holdFor(injection, nanos);
        }
    }

    /** The bytes never leave. */
    void lose() {
        injection.cancelled();
    }

    private long heldNanos(StreamBytes bytes) {
        Fault fault = injection.fault();
        if (fault instanceof Hang hang) {
            return Travelling.heldNanos(hang);
        }
        if (!(fault instanceof TargetFault target)) {
            return 0;
        }
        return switch (target.name()) {
            case "black-hole" -> Travelling.UNTIL_RELEASED;
            case "bandwidth" ->
                bytes.direction()
                        .transmissionNanos(
                                injection.rule(), bytes.length(), target.parameter("bytes-per-second", Long.class, 1L));
            case "retransmission" -> {
                long timeout = target.parameter("timeout", Duration.class, Duration.ofMillis(200))
                        .toNanos();
                yield timeout * ((1L << target.parameter("times", Long.class, 1L)) - 1);
            }
            default -> 0;
        };
    }

    /** The bytes leave their lane. */
    void arrive(StreamBytes bytes) {
        try {
            if (injection.actsIn(Phase.AFTER)) {
                bytes.passThen(injection);
            } else if (begun || injection.fault() == null || !injection.begin()) {
                pass(bytes);
            } else {
                act(bytes);
            }
        } catch (RuntimeException | LinkageError bug) {
            injection.fail(bug);
            bytes.pass();
        }
    }

    /** Passes them on; what did not begin counts as cancelled. */
    private void pass(StreamBytes bytes) {
        if (injection.delayNanos(Phase.AFTER) > 0) {
            bytes.passThen(injection);
        } else {
            bytes.pass();
            injection.done();
        }
    }

    private void act(StreamBytes bytes) {
        Fault fault = injection.fault();
        if (fault instanceof TargetFault target) {
            act(bytes, target);
        } else if (fault instanceof ThrowingFault) {
            bytes.direction().fail(bytes, injection.exception());
            injection.done();
        } else {
            injection.act();
            pass(bytes);
        }
    }

    private void act(StreamBytes bytes, TargetFault target) {
        switch (target.name()) {
            case "slice" -> slice(bytes, target);
            case "corrupt" -> corrupt(bytes, target);
            case "failed-write" -> {
                bytes.direction()
                        .fail(bytes, Breaking.writeAfterReset(bytes.direction().wire()));
                injection.done();
            }
            case "reset", "disconnect" -> bytes.direction().breakOff(Break.of(injection, target), bytes);
            case "loop-stall" -> {
                LoopStall.run(injection, target);
                pass(bytes);
            }
            default -> throw new IllegalStateException("fault was " + target.name() + " at " + injection.point());
        }
    }

    private void corrupt(StreamBytes bytes, TargetFault target) {
        ByteBuf original = bytes.bytes();
        if (original == null) {
            refuse(bytes);
            return;
        }
        ByteBuf changed = Corruption.of(original, bytes.direction().allocator(), injection, target);
        if (injection.delayNanos(Phase.AFTER) > 0) {
            bytes.passInsteadThen(changed, injection);
        } else {
            bytes.passInstead(changed);
            injection.done();
        }
    }

    private void slice(StreamBytes bytes, TargetFault target) {
        ByteBuf original = bytes.bytes();
        if (original == null) {
            refuse(bytes);
            return;
        }
        if (!original.isReadable()) {
            // As is written to learn when everything before it has gone out.
            pass(bytes);
            return;
        }
        int size = Math.toIntExact(target.parameter("size", Long.class, 1L));
        long gap = target.parameter("gap", Duration.class, Duration.ZERO).toNanos();
        // A view of its own: the game server may send one buffer to many players.
        StreamBytes rest = bytes.piece(original.retainedDuplicate(), true);
        rest.cutBy(new Slicing(injection, size, gap, bytes.direction().lane().nanoTime()));
        rest.endWithThem(injection);
        bytes.passAs(rest);
    }

    /** What the kernel copies from a file cannot be looked at, nor can a frame of HTTP/2 be cut. */
    private void refuse(StreamBytes bytes) {
        injection.refuse("what is written is no buffer, but a " + bytes.kind() + ", whose bytes no handler here sees");
        pass(bytes);
    }
}

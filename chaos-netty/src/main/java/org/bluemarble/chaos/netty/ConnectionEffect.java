package org.bluemarble.chaos.netty;

import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Fault;
import org.bluemarble.chaos.Hang;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.Phase;
import org.bluemarble.chaos.TargetFault;
import org.bluemarble.chaos.ThrowingFault;

/** What injections do to a living connection as a whole. On the channel's loop alone. */
final class ConnectionEffect {

    private final StreamHead head;

    /** The rules whose fault lasts here just now: a connection that passes again is not disturbed twice. */
    private final Set<String> lasting = new HashSet<>();

    private final Set<Unwritable> unwritable = new HashSet<>();

    ConnectionEffect(StreamHead head) {
        this.head = head;
    }

    /** Whether a fault of this rule lasts here. */
    boolean lasts(ArmedRule rule) {
        return lasting.contains(rule.id());
    }

    void begin(Injection injection) {
        long nanos = injection.beginDelay(Phase.BEFORE);
        if (nanos > 0) {
            // A delay of a connection delays what is done to it, and nothing else.
            Later.take(injection, loop(), nanos, () -> act(injection));
        } else {
            act(injection);
        }
    }

    private void act(Injection injection) {
        try {
            if (injection.fault() == null) {
                injection.done();
            } else if (!head.wire().channel().isActive() || lasting.contains(injection.rule()) || !injection.begin()) {
                injection.cancelled();
            } else {
                apply(injection, injection.fault());
            }
        } catch (RuntimeException | LinkageError bug) {
            injection.fail(bug);
        }
    }

    private void apply(Injection injection, Fault fault) {
        if (fault instanceof TargetFault target) {
            apply(injection, target);
        } else if (fault instanceof Hang hang) {
            block(injection, true, true, hang.duration().toNanos());
        } else if (fault instanceof ThrowingFault) {
            head.passOn(injection.exception());
            injection.done();
        } else {
            injection.act();
            injection.done();
        }
    }

    private void apply(Injection injection, TargetFault fault) {
        switch (fault.name()) {
            case "reset" -> {
                Breaking.prepareReset(head.wire().channel());
                head.passOn(Breaking.readAfterReset(head.wire()));
                Break.of(injection, fault).run(head);
            }
            case "disconnect" -> Break.of(injection, fault).run(head);
            case "black-hole" -> {
                String direction = fault.parameter("direction", String.class, "both");
                Duration duration = fault.parameter("duration", Duration.class, Duration.ZERO);
                block(injection, !direction.equals("out"), !direction.equals("in"), duration.toNanos());
            }
            case "half-open" -> halfOpen(injection);
            case "away" -> away(injection, fault);
            case "unwritable" -> unwritable(injection, fault.parameter("duration", Duration.class, Duration.ZERO));
            case "loop-stall" -> {
                LoopStall.run(injection, fault);
                injection.done();
            }
            default -> throw new IllegalStateException("fault was " + fault.name() + " at " + injection.point());
        }
    }

    /** Puts a gate into the lanes that opens when the rule ends. */
    private void block(Injection injection, boolean in, boolean out, long nanos) {
        lasting.add(injection.rule());
        long held = nanos == 0 ? Travelling.UNTIL_RELEASED : nanos;
        if (in) {
            head.inbound().lane().enter(new Gate(injection, held));
        }
        if (out) {
            head.outbound().lane().enter(new Gate(injection, held));
        }
    }

    private void halfOpen(Injection injection) {
        lasting.add(injection.rule());
        head.outbound().swallow(true);
        // Registered before the gate: what had come by then was never acknowledged, and must not be seen.
        whenCalledOff(injection, this::noticeDeath);
        head.inbound().lane().enter(new Gate(injection, Travelling.UNTIL_RELEASED));
        head.inbound().stopListening();
    }

    /** The connection breaks, and its host gets in again when its time is over or the rule ends. */
    private void away(Injection injection, TargetFault fault) {
        Wire wire = head.wire();
        long nanos = AwayHosts.nanosAway(
                fault.parameter("from", Duration.class, AwayHosts.SHORTEST),
                fault.parameter("to", Duration.class, AwayHosts.LONGEST),
                injection.uniform(0));
        AwayHosts away = wire.netty().away();
        String host = wire.remote().host();
        // What is accepted here alone: a stream of HTTP/2 has a parent too, and its connection goes on.
        SocketAddress server =
                wire.channel().parent() instanceof ServerChannel accepting ? accepting.localAddress() : null;
        if (server == null || host == null) {
            Later.whenOver(injection, loop(), nanos, injection::done);
        } else {
            away.leave(server, host);
            // Not on the loop of the connection, which may end before, while the server goes on to refuse the host.
            Later.whenOver(injection, GlobalEventExecutor.INSTANCE, nanos, () -> {
                away.mayReturn(server, host);
                injection.done();
            });
        }
        wire.breakConnection(true);
    }

    /** Now this side learns that the other is gone. */
    private void noticeDeath() {
        if (head.outbound().swallows()) {
            head.outbound().swallow(false);
            head.inbound().lane().lose();
            head.wire().breakConnection(true);
        }
    }

    private void unwritable(Injection injection, Duration duration) {
        lasting.add(injection.rule());
        Unwritable one = new Unwritable(injection);
        unwritable.add(one);
        head.wire().writability().deny(one);
        Later.whenOver(injection, loop(), duration.isZero() ? Travelling.UNTIL_RELEASED : duration.toNanos(), one);
    }

    private void whenCalledOff(Injection injection, Runnable action) {
        injection.onCancel(() -> Later.surely(loop(), action));
    }

    private EventLoop loop() {
        return head.wire().channel().eventLoop();
    }

    /** The handler leaves the pipeline, perhaps with the channel. */
    void end() {
        noticeDeath();
        Set.copyOf(unwritable).forEach(Unwritable::run);
    }

    /** For one rule the channel is not writable, until that is over; which comes once. */
    private final class Unwritable implements Runnable {
        private final Injection injection;

        Unwritable(Injection injection) {
            this.injection = injection;
        }

        @Override
        public void run() {
            if (unwritable.remove(this)) {
                lasting.remove(injection.rule());
                head.wire().writability().allow(this);
                injection.done();
            }
        }
    }

    /** Stands in a lane, and lets nothing past until the rule ends or its time is over. */
    private final class Gate extends Travelling {
        private final Injection opener;

        Gate(Injection opener, long nanos) {
            super(0);
            this.opener = opener;
            holdFor(opener, nanos);
        }

        @Override
        void arrive() {
            lasting.remove(opener.rule());
            opener.done();
        }

        @Override
        void lose() {
            opener.cancelled();
        }
    }
}

package org.bluemarble.chaos.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufHolder;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.bluemarble.chaos.Fault;
import org.bluemarble.chaos.Hang;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.Phase;
import org.bluemarble.chaos.TargetFault;
import org.bluemarble.chaos.ThrowingFault;
import org.jspecify.annotations.Nullable;

/** What one injection does to a whole message. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the promise, which is the caller's.
final class ParcelEffect {

    private final Injection injection;
    private boolean begun;

    ParcelEffect(Injection injection) {
        this.injection = injection;
    }

    void begin(Parcel parcel) {
        injection.beginDelay(Phase.BEFORE);
        parcel.delayBy(injection);
        Duration wait = heldFor(injection.fault());
        if (wait != null && injection.begin()) {
            begun = true;
            parcel.holdFor(injection, wait.isZero() ? Travelling.UNTIL_RELEASED : wait.toNanos());
        }
    }

    /** How long the fault holds what it acts on, zero for until the rule ends; null if it does not. */
    private static @Nullable Duration heldFor(@Nullable Fault fault) {
        if (fault instanceof Hang hang) {
            return hang.duration();
        }
        return fault instanceof TargetFault target && target.name().equals("hold")
                ? target.parameter("duration", Duration.class, Duration.ZERO)
                : null;
    }

    void lose() {
        injection.cancelled();
    }

    void arrive(Parcel parcel) {
        try {
            if (begun || injection.fault() == null) {
                passAndCount(parcel);
                injection.done();
            } else if (isOvertaker(parcel)) {
                injection.spare();
                passAndCount(parcel);
                injection.done();
            } else if (injection.begin()) {
                act(parcel, injection.fault());
            } else {
                passAndCount(parcel);
                injection.cancelled();
            }
        } catch (Exception | LinkageError | AssertionError bug) {
            // Ours, or that of a replacement of the game server's.
            injection.fail(bug);
            passAndCount(parcel);
        }
    }

    /** Whether it is to overtake one that its rule put aside before: if each were put aside, none would overtake another. */
    private boolean isOvertaker(Parcel parcel) {
        return injection.fault() instanceof TargetFault fault
                && fault.name().equals("reorder")
                && parcel.route().shuffle().hasAsideFor(injection.rule());
    }

    private static void passAndCount(Parcel parcel) {
        parcel.pass();
        parcel.route().shuffle().passed();
    }

    private void act(Parcel parcel, Fault fault) {
        if (fault instanceof TargetFault target) {
            act(parcel, target);
        } else if (fault instanceof ThrowingFault) {
            Throwable thrown = injection.exception();
            if (parcel.fail(thrown)) {
                parcel.route().passFailure(thrown);
            }
            injection.done();
        } else {
            injection.act();
            passAndCount(parcel);
            injection.done();
        }
    }

    private void act(Parcel parcel, TargetFault fault) {
        switch (fault.name()) {
            case "reorder" -> {
                long within = fault.parameter("within", Duration.class, Duration.ofSeconds(1))
                        .toNanos();
                parcel.route().shuffle().put(parcel, injection, fault.parameter("behind", Long.class, 1L), within);
                return;
            }
            case "loss", "refused" -> parcel.swallow();
            case "drop" -> {
                if (fault.parameter("promise", String.class, "success").equals("success")) {
                    parcel.swallow();
                } else {
                    parcel.fail(new ClosedChannelException());
                }
            }
            case "duplicate" -> {
                parcel.passTimes(1 + fault.parameter("copies", Long.class, 1L));
                parcel.route().shuffle().passed();
            }
            case "corrupt" -> change(parcel, bytes -> Corruption.of(bytes, allocator(parcel), injection, fault));
            case "truncate" -> {
                int size = Math.toIntExact(fault.parameter("size", Long.class, 0L));
                change(parcel, bytes -> bytes.copy(bytes.readerIndex(), Math.min(size, bytes.readableBytes())));
            }
            case "replace" -> replace(parcel, fault.parameter("with", String.class, ""));
            case "reset", "disconnect" -> breakConnection(parcel, fault);
            case "loop-stall" -> {
                LoopStall.run(injection, fault);
                passAndCount(parcel);
            }
            default -> throw new IllegalStateException("fault was " + fault.name() + " at " + injection.point());
        }
        injection.done();
    }

    private void breakConnection(Parcel parcel, TargetFault fault) {
        parcel.fail(new ClosedChannelException());
        parcel.route().end();
        Wire wire = parcel.route().wire();
        wire.channel()
                .eventLoop()
                .execute(() -> wire.breakConnection(fault.name().equals("reset")));
    }

    private void replace(Parcel parcel, String name) {
        Replacement replacement = parcel.route().wire().netty().replacement(name);
        if (replacement == null) {
            injection.refuse("no replacement is registered as '" + name + "'");
            passAndCount(parcel);
            return;
        }
        Object other;
        try {
            other = Objects.requireNonNull(
                    replacement.instead(parcel.message()), () -> "the replacement '" + name + "' gave null");
        } catch (IllegalArgumentException notForSuchMessages) {
            injection.refuse("the replacement '" + name + "' is not for it: " + notForSuchMessages.getMessage());
            passAndCount(parcel);
            return;
        }
        parcel.passInstead(other);
        parcel.route().shuffle().passed();
    }

    private static ByteBufAllocator allocator(Parcel parcel) {
        return parcel.route().wire().channel().alloc();
    }

    private void change(Parcel parcel, UnaryOperator<ByteBuf> change) {
        if (parcel.message() instanceof ByteBufHolder holder) {
            parcel.passInstead(holder.replace(change.apply(holder.content())));
        } else if (parcel.message() instanceof ByteBuf bytes) {
            parcel.passInstead(change.apply(bytes));
        } else {
            injection.refuse("a " + parcel.message().getClass().getName() + " has no bytes that could be changed");
            parcel.pass();
        }
        parcel.route().shuffle().passed();
    }
}

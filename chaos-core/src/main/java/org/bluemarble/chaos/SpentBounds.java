package org.bluemarble.chaos;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What an armed rule has used of its bounds. Thread-safe and lock-free: an injection takes from every bound or from none, and
 * no bound is ever exceeded. Where calls race, one may be left alone because of what another was about to take and gave back.
 */
final class SpentBounds {

    private final Bounds bounds;
    private final boolean limitOnly;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong underWay = new AtomicLong();
    private final AtomicLong delayedNanos = new AtomicLong();
    private final @Nullable SecondBound second;
    private final @Nullable TouchedPlayers players;

    SpentBounds(Bounds bounds) {
        this.bounds = bounds;
        this.limitOnly = !bounds.hasMoreThanLimit();
        this.second = bounds.perSecond() == Bounds.UNLIMITED ? null : new SecondBound((int) bounds.perSecond());
        this.players = bounds.players() == Bounds.UNLIMITED ? null : new TouchedPlayers(bounds.players());
    }

    /** {@return how many injections were taken from the limit} */
    long taken() {
        return Math.min(taken.get(), bounds.limit());
    }

    /** {@return how many players were touched; 0 if they are not bounded, and so not counted} */
    long touchedPlayers() {
        return players == null ? 0 : players.count();
    }

    long delayedNanos() {
        return delayedNanos.get();
    }

    boolean isUsedUp() {
        return taken.get() >= bounds.limit();
    }

    /** {@return null if the injection may be; otherwise the bound that forbids it} */
    @Nullable
    Outcome take(CallAttributes attributes, long delayNanos, ChaosClock clock) {
        if (limitOnly) {
            return takeUpTo(bounds.limit(), 1, taken) ? null : Outcome.LIMIT;
        }
        if (isUsedUp()) {
            // Before all others: what they gave to a call that is left alone in the end they would lack for the next.
            return Outcome.LIMIT;
        }
        if (!takeUpTo(bounds.concurrent(), 1, underWay)) {
            return Outcome.CONCURRENT;
        }
        Outcome forbidden = takeDelay(attributes, delayNanos, clock);
        if (forbidden != null) {
            underWay.decrementAndGet();
        }
        return forbidden;
    }

    private @Nullable Outcome takeDelay(CallAttributes attributes, long delayNanos, ChaosClock clock) {
        if (bounds.totalDelay() != null && !takeUpTo(bounds.totalDelay().toNanos(), delayNanos, delayedNanos)) {
            return Outcome.TOTAL_DELAY;
        }
        Outcome forbidden = takePlayer(attributes, clock);
        if (forbidden != null && bounds.totalDelay() != null) {
            delayedNanos.addAndGet(-delayNanos);
        }
        return forbidden;
    }

    private @Nullable Outcome takePlayer(CallAttributes attributes, ChaosClock clock) {
        long now = second == null ? 0 : clock.nanoTime();
        if (second != null && second.isFull(now)) {
            // Asked before the player is noted: who was not touched must not take the place of one who could be.
            return Outcome.PER_SECOND;
        }
        if (players != null) {
            Object player = attributes.get(AttributeKey.PLAYER);
            Object known = player == null ? ChaosContext.currentPlayer() : player;
            if (known == null || known == CallAttributes.UNKNOWN) {
                return Outcome.NO_PLAYER;
            }
            if (!players.touch(known)) {
                return Outcome.PLAYERS;
            }
        }
        if (second != null && !second.take(now)) {
            return Outcome.PER_SECOND;
        }
        // Last: what was taken from the limit cannot be given back without others having seen it full.
        return takeUpTo(bounds.limit(), 1, taken) ? null : Outcome.LIMIT;
    }

    /** An injection ended. */
    void ended() {
        if (!limitOnly) {
            underWay.decrementAndGet();
        }
    }

    private static boolean takeUpTo(long most, long amount, AtomicLong sum) {
        long former;
        do {
            former = sum.get();
            // Written so that nothing overflows.
            if (former > most - amount) {
                return false;
            }
        } while (!sum.compareAndSet(former, former + amount));
        return true;
    }
}

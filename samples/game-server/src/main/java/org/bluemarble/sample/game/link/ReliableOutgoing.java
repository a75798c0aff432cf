package org.bluemarble.sample.game.link;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.bluemarble.sample.game.economy.Outbox;
import org.bluemarble.sample.game.economy.ShardMessage;
import org.jspecify.annotations.Nullable;

/** Sends what is in the outbox, in order, and sends it again until it is acknowledged. */
final class ReliableOutgoing implements Outgoing {
    /** So many may be under way at most, and so many wait in the peer's memory at most. */
    static final int WINDOW = 256;
    /** Several times the round trip of a bad day. What is sent again needlessly does no harm. */
    private static final long RESEND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Outbox outbox;
    private final LongSupplier nanoClock;
    private @Nullable Consumer<ShardMessage> line;
    private long acknowledged;
    private long sent;
    private long progressAtNanos;

    ReliableOutgoing(Outbox outbox, LongSupplier nanoClock) {
        this.outbox = outbox;
        this.nanoClock = nanoClock;
    }

    @Override
    public void up(Consumer<ShardMessage> newLine, long received) {
        line = newLine;
        sent = received;
        progressAtNanos = nanoClock.getAsLong();
        acknowledged(received);
        beat();
    }

    @Override
    public void down() {
        line = null;
    }

    @Override
    public void acknowledged(long received) {
        if (received > acknowledged) {
            acknowledged = received;
            progressAtNanos = nanoClock.getAsLong();
            outbox.acknowledged(received);
        }
    }

    @Override
    public void beat() {
        Consumer<ShardMessage> current = line;
        if (current == null) {
            return;
        }
        if (sent > acknowledged && nanoClock.getAsLong() - progressAtNanos >= RESEND_NANOS) {
            sent = acknowledged;
            progressAtNanos = nanoClock.getAsLong();
        }
        long room = acknowledged + WINDOW - sent;
        if (room <= 0) {
            return;
        }
        for (ShardMessage message : outbox.after(sent, (int) room)) {
            if (sent == acknowledged) {
                progressAtNanos = nanoClock.getAsLong();
            }
            current.accept(message);
            sent = message.number();
        }
    }
}

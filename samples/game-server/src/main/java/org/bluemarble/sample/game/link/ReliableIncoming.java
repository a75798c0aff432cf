package org.bluemarble.sample.game.link;

import java.util.OptionalLong;
import java.util.TreeMap;
import org.bluemarble.sample.game.economy.Inbox;
import org.bluemarble.sample.game.economy.ShardMessage;

/** Puts messages into the order of their numbers and passes over those that were here before. */
final class ReliableIncoming implements Incoming {
    private final Inbox inbox;
    private final TreeMap<Long, ShardMessage> early = new TreeMap<>();
    private OptionalLong received = OptionalLong.empty();

    ReliableIncoming(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public OptionalLong received() {
        if (received.isEmpty()) {
            received = inbox.received();
        }
        return received;
    }

    @Override
    public OptionalLong take(ShardMessage message) {
        OptionalLong last = received();
        if (last.isEmpty()) {
            return last;
        }
        // Neither what was here before nor what is further ahead than a sender may be.
        if (message.number() > last.getAsLong() && message.number() <= last.getAsLong() + ReliableOutgoing.WINDOW) {
            early.put(message.number(), message);
        }
        for (var next = early.firstEntry();
                next != null && received.isPresent() && next.getKey() <= received.getAsLong() + 1;
                next = early.firstEntry()) {
            early.remove(next.getKey());
            if (next.getKey() > received.getAsLong()) {
                // Empty if the database gave no answer: it is not acknowledged, and so it comes again.
                received = inbox.receive(next.getValue());
            }
        }
        return received;
    }
}

package org.bluemarble.sample.game.link;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.bluemarble.sample.game.economy.Inbox;
import org.bluemarble.sample.game.economy.Outbox;
import org.bluemarble.sample.game.economy.ShardMessage;

/** An outbox and an inbox in memory; what took effect is listed. */
final class ListedMail implements Outbox, Inbox {
    private final List<ShardMessage> stored = new ArrayList<>();
    private final List<ShardMessage> effects = new ArrayList<>();
    private boolean isAway;

    /** Stores a message under the next number, as a transaction would. */
    synchronized void post(String boss) {
        stored.add(new ShardMessage.BossSlain(1 + (stored.isEmpty() ? 0 : last().number()), boss));
    }

    private ShardMessage last() {
        return stored.get(stored.size() - 1);
    }

    synchronized int waiting() {
        return stored.size();
    }

    synchronized List<String> effects() {
        return effects.stream()
                .map(message -> ((ShardMessage.BossSlain) message).boss())
                .toList();
    }

    synchronized void goAway(boolean away) {
        isAway = away;
    }

    @Override
    public synchronized List<ShardMessage> after(long number, int most) {
        return stored.stream()
                .filter(message -> message.number() > number)
                .limit(most)
                .toList();
    }

    @Override
    public synchronized void acknowledged(long number) {
        // The last one stays, for the next number.
        stored.removeIf(message -> message.number() <= number && message != last());
    }

    @Override
    public synchronized OptionalLong received() {
        return isAway ? OptionalLong.empty() : OptionalLong.of(effects.size());
    }

    @Override
    public synchronized OptionalLong receive(ShardMessage message) {
        if (!isAway && message.number() == effects.size() + 1) {
            effects.add(message);
        }
        return received();
    }
}

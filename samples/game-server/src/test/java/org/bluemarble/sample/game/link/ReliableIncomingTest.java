package org.bluemarble.sample.game.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.bluemarble.sample.game.economy.ShardMessage;
import org.junit.jupiter.api.Test;

final class ReliableIncomingTest {
    private final ListedMail inbox = new ListedMail();
    private final ReliableIncoming incoming = new ReliableIncoming(inbox);

    private OptionalLong take(long number) {
        return incoming.take(new ShardMessage.BossSlain(number, "boss-" + number));
    }

    @Test
    void messageThatComesTwice_hasItsEffectOnceAndIsAcknowledgedTwice() {
        assertThat(take(1)).hasValue(1);
        assertThat(take(1)).hasValue(1);

        assertThat(inbox.effects()).containsExactly("boss-1");
    }

    @Test
    void messagesOutOfOrder_waitForThoseBefore() {
        assertThat(take(3)).hasValue(0);
        assertThat(take(2)).hasValue(0);
        assertThat(inbox.effects()).isEmpty();

        assertThat(take(1)).hasValue(3);

        assertThat(inbox.effects()).containsExactly("boss-1", "boss-2", "boss-3");
    }

    @Test
    void messageFarAheadOfAnyWindow_isNotKept() {
        assertThat(take(ReliableOutgoing.WINDOW + 1)).hasValue(0);
        for (int number = 1; number <= ReliableOutgoing.WINDOW; number++) {
            take(number);
        }

        assertThat(inbox.effects()).hasSize(ReliableOutgoing.WINDOW);
    }

    @Test
    void databaseIsAway_nothingIsAcknowledgedAndTheMessageMayComeAgain() {
        inbox.goAway(true);
        assertThat(take(1)).isEmpty();

        inbox.goAway(false);
        assertThat(take(1)).hasValue(1);

        inbox.goAway(true);
        assertThat(take(2)).isEmpty();
        inbox.goAway(false);
        assertThat(take(3)).hasValue(1);
        assertThat(take(2)).hasValue(3);

        assertThat(inbox.effects()).containsExactly("boss-1", "boss-2", "boss-3");
    }
}

package org.bluemarble.sample.game.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bluemarble.sample.game.economy.ShardMessage;
import org.junit.jupiter.api.Test;

final class ReliableOutgoingTest {
    private final ListedMail outbox = new ListedMail();
    private final List<Long> sent = new ArrayList<>();
    private long nanos;
    private final ReliableOutgoing outgoing = new ReliableOutgoing(outbox, () -> nanos);

    private void send(ShardMessage message) {
        sent.add(message.number());
    }

    private void post(int messages) {
        for (int number = 0; number < messages; number++) {
            outbox.post("boss");
        }
    }

    @Test
    void withoutALine_messagesStayInTheOutbox() {
        post(2);

        outgoing.beat();

        assertThat(sent).isEmpty();
        assertThat(outbox.waiting()).isEqualTo(2);
    }

    @Test
    void newLine_beginsBehindWhatThePeerHas() {
        post(3);

        outgoing.up(this::send, 1);

        assertThat(sent).containsExactly(2L, 3L);
        assertThat(outbox.waiting()).isEqualTo(2);
    }

    @Test
    void notAcknowledged_isSentAgainAfterASecondAndNotBefore() {
        post(2);
        outgoing.up(this::send, 0);
        nanos = TimeUnit.MILLISECONDS.toNanos(999);
        outgoing.beat();
        assertThat(sent).containsExactly(1L, 2L);

        nanos = TimeUnit.MILLISECONDS.toNanos(1000);
        outgoing.beat();
        assertThat(sent).containsExactly(1L, 2L, 1L, 2L);

        outgoing.acknowledged(2);
        nanos = TimeUnit.SECONDS.toNanos(60);
        outgoing.beat();
        assertThat(sent).hasSize(4);
    }

    @Test
    void peerIsSilent_noMoreThanAWindowIsUnderWay() {
        post(ReliableOutgoing.WINDOW + 10);

        outgoing.up(this::send, 0);
        outgoing.beat();
        assertThat(sent).hasSize(ReliableOutgoing.WINDOW);

        outgoing.acknowledged(4);
        outgoing.beat();
        assertThat(sent).hasSize(ReliableOutgoing.WINDOW + 4);
    }

    @Test
    void lineThatWentDown_isNotSpokenTo() {
        outgoing.up(this::send, 0);
        outgoing.down();
        post(1);

        outgoing.beat();

        assertThat(sent).isEmpty();
    }
}

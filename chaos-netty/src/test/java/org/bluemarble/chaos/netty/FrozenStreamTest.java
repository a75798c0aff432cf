package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import org.bluemarble.chaos.ArmedRule;
import org.junit.jupiter.api.Test;

/**
 * Faults of bytes and of connections in a channel without a socket, whose time stands.
 *
 * <p>A long file, because each fault is tried here once, in a few lines.
 */
class FrozenStreamTest extends FrozenChannel {

    @Test
    void latencyOfWrites_eachWaitsItsTimeFromWhenItWasWritten() {
        ArmedRule rule = arm("x: netty.write latency 100ms");
        ChannelFuture first = write("a");
        advance(60);
        write("b");

        advance(39);
        assertThat(sent()).isEmpty();
        assertThat(first.isDone()).isFalse();
        advance(1);
        assertThat(sent()).isEqualTo("a");
        assertThat(first.isSuccess()).isTrue();
        advance(59);
        assertThat(sent()).isEqualTo("a");
        advance(1);
        assertThat(sent()).isEqualTo("ab");
        assertThat(rule.counters().done()).isEqualTo(2);
    }

    @Test
    void latencyOfReads_whatComesMeanwhileStaysBehind() {
        ArmedRule rule = arm("x: netty.read latency 100ms limit=1");
        read("a", "b");

        advance(99);
        assertThat(came()).isEmpty();
        advance(1);
        assertThat(came()).isEqualTo("ab");
        assertThat(rule.counters().injected()).isEqualTo(1);
    }

    @Test
    void bandwidth_bytesTakeTheirTimeOneBehindTheOther() {
        arm("x: netty.write bandwidth 1000");
        write("0123456789");
        write("0123456789");

        advance(9);
        assertThat(sent()).isEmpty();
        advance(1);
        assertThat(sent()).hasSize(10);
        advance(9);
        assertThat(sent()).hasSize(10);
        advance(1);
        assertThat(sent()).hasSize(20);
    }

    @Test
    void retransmission_twiceAsLongTheSecondTime() {
        arm("x: netty.read retransmission 200ms times=2 limit=1");
        read("a");

        advance(599);
        assertThat(came()).isEmpty();
        advance(1);
        assertThat(came()).isEqualTo("a");
    }

    @Test
    void blackHoleOfReads_everythingComesInOrderWhenTheRuleEnds() {
        ArmedRule rule = arm("x: netty.read black-hole");
        read("a", "b");
        advance(60_000);
        assertThat(came()).isEmpty();
        assertThat(netty.heldBytes()).isEqualTo(2 * (1 + HeldSize.OF_EACH));

        disarm(rule);

        assertThat(came()).isEqualTo("ab");
    }

    @Test
    void blackHoleOfWrites_writersWaitUntilTheRuleEnds() {
        ArmedRule rule = arm("x: netty.write black-hole");
        ChannelFuture written = write("a");
        advance(60_000);
        assertThat(sent()).isEmpty();
        assertThat(written.isDone()).isFalse();

        disarm(rule);

        assertThat(sent()).isEqualTo("a");
        assertThat(written.isSuccess()).isTrue();
    }

    @Test
    void sliceWithGap_piecesComeOneByOneAndTheWriterIsToldAtTheLast() {
        arm("x: netty.write slice 2 gap=10ms limit=1");
        ChannelFuture written = write("abcde");

        assertThat(sent()).isEqualTo("ab");
        advance(10);
        assertThat(sent()).isEqualTo("abcd");
        assertThat(written.isDone()).isFalse();
        advance(10);
        assertThat(sent()).isEqualTo("abcde");
        assertThat(written.isSuccess()).isTrue();
    }

    @Test
    void sliceOfManyBytes_whatWaitsIsOneThingUntilTheRuleEnds() {
        ArmedRule rule = arm("x: netty.write slice 1 gap=10ms limit=1");
        String text = "0123456789".repeat(1_000);
        ChannelFuture written = write(text);
        ChannelFuture behind = write("!");

        assertThat(netty.heldBytes()).isEqualTo(text.length() + 1 + 2 * HeldSize.OF_EACH);
        advance(25);
        assertThat(sent()).isEqualTo("012");
        advance(5);
        assertThat(sent()).isEqualTo("0123");
        assertThat(written.isDone()).isFalse();

        disarm(rule);

        assertThat(sent()).isEqualTo(text + "!");
        assertThat(written.isSuccess()).isTrue();
        assertThat(behind.isSuccess()).isTrue();
        assertThat(rule.counters().waiting()).isZero();
    }

    @Test
    void channelBreaksAmongPieces_restIsLostAndItsWriterIsTold() {
        ArmedRule rule = arm("x: netty.write slice 2 gap=10ms limit=1");
        ChannelFuture written = write("abcdef");
        advance(10);

        channel.unsafe().close(channel.voidPromise());

        assertThat(sent()).isEqualTo("abcd");
        assertThat(written.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(rule.counters().waiting()).isZero();
    }

    @Test
    void resetAmongPieces_soManyBytesPassAndNoMore() {
        arm("x: netty.write reset after-bytes=3 limit=1");
        arm("y: netty.write slice 2 gap=10ms");
        write("a");
        ChannelFuture written = write("bcdef");

        advance(100);

        assertThat(sent()).isEqualTo("abc");
        assertThat(written.cause()).isInstanceOf(IOException.class);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void sliceOfReads_handlersGetSmallPieces() {
        arm("x: netty.read slice 1");

        read("abc");

        assertThat(came()).isEqualTo("abc");
        assertThat(game.messages).isEqualTo(3);
    }

    @Test
    void corruptAtAnOffset_thatByteDiffersAndTheOthersDoNot() {
        arm("x: netty.read corrupt offset=1");

        read("abc");

        assertThat(came()).hasSize(3).startsWith("a").endsWith("c").isNotEqualTo("abc");
    }

    @Test
    void corruptAtChance_asManyDifferAsAsked() {
        arm("x: netty.write corrupt 1");

        write("abcdefgh");

        assertThat(sent()).hasSize(8);
        assertThat(differences(sent(), "abcdefgh")).isEqualTo(1);
    }

    @Test
    void corruptSeveralAtChance_soManyDifferEachTime() {
        ArmedRule rule = arm("x: netty.write corrupt 4");
        String all = "abcdefgh".repeat(200);

        for (int i = 0; i < 200; i++) {
            write("abcdefgh");
        }

        String sent = sent();
        assertThat(sent).hasSameSizeAs(all);
        for (int at = 0; at < all.length(); at += 8) {
            assertThat(differences(sent.substring(at, at + 8), "abcdefgh")).isEqualTo(4);
        }
        assertThat(rule.counters().done()).isEqualTo(200);
    }

    @Test
    void corruptMoreThanThereAre_allDiffer() {
        arm("x: netty.write corrupt 100");
        write("abcdefgh");

        assertThat(sent()).hasSize(8);
        assertThat(differences(sent(), "abcdefgh")).isEqualTo(8);
    }

    @Test
    void corruptSeveralFromAnOffset_thoseThereAreDiffer() {
        arm("x: netty.write corrupt 4 offset=6");
        write("abcdefgh");

        assertThat(sent()).hasSize(8).startsWith("abcdef");
        assertThat(differences(sent(), "abcdefgh")).isEqualTo(2);
    }

    private static long differences(String one, String other) {
        long count = 0;
        for (int i = 0; i < other.length(); i++) {
            count += one.charAt(i) == other.charAt(i) ? 0 : 1;
        }
        return count;
    }

    @Test
    void failedWrite_nothingIsSentAndTheChannelCloses() {
        arm("x: netty.write failed-write limit=1");

        ChannelFuture written = write("a");

        assertThat(written.cause()).isInstanceOf(IOException.class);
        assertThat(sent()).isEmpty();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void failedWriteAfter_bytesWentAndTheWriterIsToldOtherwise() {
        arm("x: netty.write failed-write phase=after limit=1");

        ChannelFuture written = write("a");

        assertThat(written.cause()).isInstanceOf(IOException.class);
        assertThat(sent()).isEqualTo("a");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void closeBetweenWriteAndPromise_bytesWentAndTheWriterSeesAClosedChannel() {
        arm("x: netty.write disconnect phase=after limit=1");

        ChannelFuture written = write("a");

        assertThat(written.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(sent()).isEqualTo("a");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void latencyAfterTheWrite_bytesGoAtOnceAndTheWriterIsToldLater() {
        arm("x: netty.write latency 100ms phase=after");

        ChannelFuture written = write("a");

        assertThat(sent()).isEqualTo("a");
        advance(99);
        assertThat(written.isDone()).isFalse();
        advance(1);
        assertThat(written.isSuccess()).isTrue();
    }

    @Test
    void hangAfterTheWrite_bytesGoAtOnceAndTheWriterIsToldWhenTheRuleEnds() {
        ArmedRule rule = arm("x: netty.write hang phase=after limit=1");

        ChannelFuture written = write("a");

        assertThat(sent()).isEqualTo("a");
        advance(60_000);
        assertThat(written.isDone()).isFalse();
        disarm(rule);
        assertThat(written.isSuccess()).isTrue();
    }

    /** The later delay must not take the place of the fault before it, as it once did. */
    @Test
    void faultBeforeAndLatencyAfter_bothAct() {
        ArmedRule late = arm("late: netty.write latency 100ms phase=after");
        ArmedRule corrupt = arm("corrupt: netty.write corrupt offset=0 nth=1");
        ArmedRule slice = arm("slice: netty.write slice 1 nth=2");
        ArmedRule failed = arm("failed: netty.write exception java.lang.IllegalStateException nth=3");

        ChannelFuture first = write("a");
        ChannelFuture second = write("bc");
        ChannelFuture third = write("d");

        assertThat(sent()).hasSize(3).endsWith("bc").isNotEqualTo("abc");
        assertThat(third.cause()).isInstanceOf(IllegalStateException.class);
        advance(99);
        assertThat(first.isDone()).isFalse();
        assertThat(second.isDone()).isFalse();
        advance(1);
        assertThat(first.isSuccess()).isTrue();
        assertThat(second.isSuccess()).isTrue();
        for (ArmedRule one : List.of(corrupt, slice, failed)) {
            assertThat(one.counters().done()).as(one.id()).isEqualTo(1);
        }
        assertThat(late.counters().injected()).isEqualTo(3);
    }

    @Test
    void disconnectAfterBytes_countsWhatFollowsTheSelectedWriteAndNothingPassesAfterIt() {
        arm("x: netty.write disconnect after-bytes=5 limit=1");

        ChannelFuture first = write("abc");
        ChannelFuture second = write("def");
        ChannelFuture third = write("ghi");

        assertThat(first.isSuccess()).isTrue();
        assertThat(sent()).isEqualTo("abcde");
        assertThat(second.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(third.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void disconnectAfterBytesOfReads_whatWaitsBehindThemNeverComes() {
        arm("slow: netty.read latency 10ms nth=1");
        arm("x: netty.read disconnect after-bytes=5 limit=1");
        read("abc", "def", "ghi");
        assertThat(came()).isEmpty();

        advance(10);

        assertThat(came()).isEqualTo("abcde");
        assertThat(channel.isOpen()).isFalse();
        assertThat(game.failures).isEmpty();
    }

    @Test
    void resetAfterBytesOfReads_handlersSeeTheFailureOfOne() {
        arm("x: netty.read reset after-bytes=2 limit=1");

        read("abc");

        assertThat(came()).isEqualTo("ab");
        assertThat(game.failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessageContaining("Connection reset"));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void disconnectAfterBytesAndTheRuleEndsBefore_everythingPasses() {
        ArmedRule rule = arm("x: netty.write disconnect after-bytes=5 limit=1");
        write("abc");
        disarm(rule);

        write("def");

        assertThat(sent()).isEqualTo("abcdef");
        assertThat(channel.isOpen()).isTrue();
        assertThat(rule.counters().cancelled()).isEqualTo(1);
    }

    @Test
    void breakWhileOtherRulesAct_theirInjectionsEndToo() {
        ArmedRule rule = arm("x: netty.write disconnect after-bytes=1 nth=2");
        ArmedRule slow = arm("slow: netty.write bandwidth 1000");
        ArmedRule late = arm("late: netty.write latency 10ms phase=after");
        ChannelFuture first = write("abc");
        ChannelFuture second = write("def");
        ChannelFuture third = write("ghi");

        advance(100);
        // The first writer's later delay began when its bytes had gone.
        advance(10);

        assertThat(sent()).isEqualTo("abcd");
        assertThat(channel.isOpen()).isFalse();
        for (ChannelFuture one : List.of(first, second, third)) {
            assertThat(one.isDone()).isTrue();
        }
        for (ArmedRule one : List.of(slow, rule, late)) {
            assertThat(one.counters().waiting()).as(one.id()).isZero();
        }
    }

    @Test
    void exceptionOfReads_handlersGetItInTheBytesPlace() {
        arm("x: netty.read exception java.lang.IllegalStateException message=lost nth=2");

        read("a", "b", "c");

        assertThat(came()).isEqualTo("ac");
        assertThat(game.failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("lost"));
    }

    @Test
    void connectionBlackHoleForATime_bothWaysAndItHealsByItself() {
        arm("x: netty.connection black-hole duration=100ms limit=1");
        read("a");
        write("b");

        advance(99);
        assertThat(came() + sent()).isEmpty();
        advance(1);
        assertThat(came()).isEqualTo("a");
        assertThat(sent()).isEqualTo("b");
    }

    @Test
    void connectionBlackHoleOneWay_theOtherWayPasses() {
        ArmedRule rule = arm("x: netty.connection black-hole direction=in");
        read("a");
        write("b");
        advance(1_000);

        assertThat(came()).isEmpty();
        assertThat(sent()).isEqualTo("b");
        disarm(rule);
        assertThat(came()).isEqualTo("a");
    }

    @Test
    void halfOpen_writesSucceedAndGoNowhereUntilTheDeathIsNoticed() {
        ArmedRule rule = arm("x: netty.connection half-open");
        read("a");
        assertThat(write("b").isSuccess()).isTrue();

        disarm(rule);

        assertThat(came() + sent()).isEmpty();
        assertThat(game.failures).hasSize(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void unwritableForATime_channelSaysSoAndWritesPass() {
        arm("x: netty.connection unwritable 100ms limit=1");
        write("a");

        assertThat(sent()).isEqualTo("a");
        advance(99);
        assertThat(channel.isWritable()).isFalse();
        advance(1);
        assertThat(channel.isWritable()).isTrue();
    }

    @Test
    void slowClose_channelIsOpenForSoLong() {
        arm("x: netty.close latency 100ms");

        ChannelFuture closed = channel.pipeline().close();

        advance(99);
        assertThat(channel.isOpen()).isTrue();
        advance(1);
        assertThat(closed.isSuccess()).isTrue();
        assertThat(channel.isOpen()).isFalse();
    }
}

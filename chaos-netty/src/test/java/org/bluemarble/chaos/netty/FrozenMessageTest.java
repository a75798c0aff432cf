package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelFuture;
import java.nio.channels.ClosedChannelException;
import org.bluemarble.chaos.ArmedRule;
import org.junit.jupiter.api.Test;

/** Faults of messages in a channel without a socket, whose time stands. */
class FrozenMessageTest extends FrozenChannel {

    @Test
    void messageLatency_messagesBehindItWaitToo() {
        arm("x: netty.inbound[handler=game] latency 100ms nth=1");
        channel.writeInbound("a", "b");

        advance(99);
        assertThat(came()).isEmpty();
        advance(1);
        assertThat(came()).isEqualTo("ab");
    }

    @Test
    void session_thatChannelAloneAndItsHandlersRunInIt() {
        ArmedRule other = arm("x: netty.inbound[session=s2] drop");
        ArmedRule rule = arm("y: netty.inbound[handler=game,session=s1] drop nth=2");
        channel.attr(ChaosNetty.SESSION).set("s1");

        channel.writeInbound("a", "b", "c");

        assertThat(came()).isEqualTo("ac");
        assertThat(game.sessions).containsExactly("s1", "s1");
        assertThat(other.counters().selected()).isZero();
        assertThat(rule.counters().selected()).isEqualTo(3);
    }

    /** Released by whoever ends the rule or switches it off: in code, over JMX, on the command line. */
    @Test
    void holdAndTheRuleIsDisabled_messagesGo() {
        ArmedRule rule = arm("x: netty.inbound[handler=game] hold nth=1");
        channel.writeInbound("a", "b");
        assertThat(came()).isEmpty();

        rule.disable();
        channel.runPendingTasks();

        assertThat(came()).isEqualTo("ab");
    }

    @Test
    void drop_messageDoesNotComeAndTheOthersDo() {
        arm("x: netty.inbound[handler=game] drop nth=2");

        channel.writeInbound("a", "b", "c");

        assertThat(came()).isEqualTo("ac");
    }

    @Test
    void dropOfAWrite_writerIsToldAsAsked() {
        arm("x: netty.outbound[message=Integer] drop nth=1");
        arm("y: netty.outbound[message=Integer] drop promise=failure nth=2");

        assertThat(write(1).isSuccess()).isTrue();
        assertThat(write(2).cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(write(3).isSuccess()).isTrue();

        assertThat(sent()).isEqualTo("3");
    }

    @Test
    void duplicate_asOftenAsAskedAndInOrder() {
        arm("x: netty.inbound[handler=game] duplicate copies=2 nth=1");

        channel.writeInbound("a", "b");

        assertThat(came()).isEqualTo("aaab");
    }

    @Test
    void reorder_asManyOvertakeAsAsked() {
        arm("x: netty.inbound[handler=game] reorder 2 within=1s nth=1");

        channel.writeInbound("a", "b", "c", "d");

        assertThat(came()).isEqualTo("bcad");
    }

    /** Were each put aside, none would overtake another, and all of it would be a delay. */
    @Test
    void reorderOfEveryMessage_theyOvertakeEachOther() {
        ArmedRule rule = arm("x: netty.inbound[handler=game] reorder behind=1 within=1m");

        channel.writeInbound("a", "b", "c", "d", "e");

        assertThat(came()).isEqualTo("badc");
        assertThat(rule.counters().selected()).isEqualTo(5);
        assertThat(rule.counters().done()).isEqualTo(2);
        assertThat(rule.counters().cancelled()).isEqualTo(2);
        assertThat(rule.counters().waiting()).isEqualTo(1);
    }

    @Test
    void reorderOfEveryMessageBehindSeveral_asManyOvertakeAsAsked() {
        ArmedRule rule = arm("x: netty.outbound[message=Integer] reorder behind=2 within=1m");

        for (int i = 1; i <= 6; i++) {
            write(i);
        }

        assertThat(sent()).isEqualTo("231564");
        assertThat(rule.counters().done()).isEqualTo(2);
        assertThat(rule.counters().cancelled()).isEqualTo(4);
    }

    /** It is what a program would have seen of a delay, which is not what the rule asks for. */
    @Test
    void reorderAndNothingFollows_itComesAndIsNotCountedAsDone() {
        ArmedRule rule = arm("x: netty.inbound[handler=game] reorder within=100ms");
        channel.writeInbound("a");

        advance(99);
        assertThat(came()).isEmpty();
        advance(1);

        assertThat(came()).isEqualTo("a");
        assertThat(rule.counters().done()).isZero();
        assertThat(rule.counters().cancelled()).isEqualTo(1);
    }

    @Test
    void reorderByTwoRules_thoseThatComeBackCountAsOvertakersOfThoseBeforeThem() {
        arm("x: netty.inbound[handler=game] reorder behind=2 within=1m nth=1");
        arm("y: netty.inbound[handler=game] reorder behind=1 within=1m nth=2");

        channel.writeInbound("a", "b", "c", "d");

        assertThat(came()).isEqualTo("cbad");
    }

    @Test
    void oneOfTwoRulesEnds_whatTheOtherPutAsideStays() {
        ArmedRule ends = arm("x: netty.inbound[handler=game] reorder behind=5 within=1m nth=1");
        arm("y: netty.inbound[handler=game] reorder behind=2 within=1m nth=2");
        channel.writeInbound("a", "b");
        assertThat(came()).isEmpty();

        disarm(ends);

        assertThat(came()).isEqualTo("a");
        channel.writeInbound("c", "d");
        assertThat(came()).isEqualTo("acdb");
    }

    @Test
    void duplicateOfAMessageThatOvertakes_isOneOvertaker() {
        arm("x: netty.inbound[handler=game] reorder behind=2 within=1m nth=1");
        arm("y: netty.inbound[handler=game] duplicate nth=2");

        channel.writeInbound("a", "b", "c");

        assertThat(came()).isEqualTo("bbca");
    }

    @Test
    void reorderAndTooFewFollow_itComesAtTheEndOfTheWindow() {
        arm("x: netty.outbound[message=Integer] reorder 5 within=1s nth=1");
        ChannelFuture written = write(1);
        write(2);

        advance(999);
        assertThat(sent()).isEqualTo("2");
        assertThat(written.isDone()).isFalse();
        advance(1);
        assertThat(sent()).isEqualTo("21");
        assertThat(written.isSuccess()).isTrue();
    }

    @Test
    void replace_anotherComesInItsPlace() {
        arm("x: netty.inbound[handler=game] replace another nth=2");

        channel.writeInbound("a", "b", "c");

        assertThat(came()).isEqualTo("aanotherc");
    }

    @Test
    void hold_untilReleased() {
        ArmedRule rule = arm("x: netty.outbound[message=Integer] hold nth=1");
        write(1);
        write(2);
        advance(60_000);
        assertThat(sent()).isEmpty();

        disarm(rule);

        assertThat(sent()).isEqualTo("12");
    }

    @Test
    void holdForATime_untilThen() {
        arm("x: netty.inbound[handler=game] hold 100ms nth=1");
        channel.writeInbound("a", "b");

        advance(99);
        assertThat(came()).isEmpty();
        advance(1);
        assertThat(came()).isEqualTo("ab");
    }

    @Test
    void truncateAndCorruptOfAMessageOfBytes_itIsShorterOrOther() {
        arm("x: netty.inbound[handler=game] truncate 2 nth=1");
        arm("y: netty.inbound[handler=game] corrupt offset=0 nth=2");

        read("abc", "def");

        assertThat(came()).hasSize(5).startsWith("ab").endsWith("ef").isNotEqualTo("abdef");
    }

    /** The connection closes at the loop's next turn, and nothing of the same read may slip through before. */
    @Test
    void disconnectAtAStepOfTheDialogue_noLaterStepComes() {
        ArmedRule rule = arm("x: netty.inbound[handler=game,step=2] disconnect");

        channel.writeInbound("a", "b", "c", "d");
        channel.runPendingTasks();

        assertThat(came()).isEqualTo("a");
        assertThat(channel.isOpen()).isFalse();
        assertThat(rule.counters().done()).isEqualTo(1);
    }

    @Test
    void resetAtAWrittenMessage_itsWriterAndLaterOnesAreTold() {
        arm("x: netty.outbound[message=Integer] reset nth=2");

        ChannelFuture first = write(1);
        ChannelFuture second = write(2);
        ChannelFuture third = write(3);
        channel.runPendingTasks();

        assertThat(sent()).isEqualTo("1");
        assertThat(first.isSuccess()).isTrue();
        assertThat(second.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(third.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void exceptionOfAMessage_handlerGetsItInTheMessagesPlace() {
        arm("x: netty.inbound[handler=game] exception java.lang.IllegalStateException message=lost nth=1");

        channel.writeInbound("a", "b");

        assertThat(came()).isEqualTo("b");
        assertThat(game.failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessage("lost"));
    }

    @Test
    void loopStall_messagesPassBehindIt() {
        ArmedRule rule = arm("x: netty.inbound[handler=game] loop-stall 1ms nth=1");

        channel.writeInbound("a", "b");

        assertThat(came()).isEqualTo("ab");
        assertThat(rule.counters().done()).isEqualTo(1);
    }

    @Test
    void transport_isEmbedded() {
        ArmedRule rule = arm("x: netty.inbound[transport=embedded,side=client] drop");

        channel.writeInbound("a");

        assertThat(came()).isEmpty();
        assertThat(rule.counters().done()).isEqualTo(1);
    }
}

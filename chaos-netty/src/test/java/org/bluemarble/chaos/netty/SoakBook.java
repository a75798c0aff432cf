package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What both ends of one kind of traffic saw. Thread-safe. */
final class SoakBook {

    private static final AtomicLong FLOWS = new AtomicLong();

    /** Whether messages are sent, and connections that end are made again. */
    volatile boolean open;

    /** How many messages may still be sent: what the kernel would have no room for, it would lose. */
    final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

    /** One in so many times a sender leaves instead of sending; zero for never. */
    final int visits;

    final LongAdder damaged = new LongAdder();
    final LongAdder strangers = new LongAdder();
    final LongAdder caught = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder ended = new LongAdder();
    final LongAdder closed = new LongAdder();
    final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    final Set<SoakSender> senders = ConcurrentHashMap.newKeySet();
    private final LongAdder begun = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final Map<Long, SoakFlow> flows = new ConcurrentHashMap<>();
    private final Set<String> wrong = ConcurrentHashMap.newKeySet();
    private final boolean ordered;

    SoakBook(boolean ordered, int visits) {
        this.ordered = ordered;
        this.visits = visits;
    }

    /** {@return the number of a new flow} */
    long newFlow() {
        long number = FLOWS.incrementAndGet();
        flows.put(number, new SoakFlow(ordered));
        return number;
    }

    /** Sends the next message of a flow. */
    void send(Channel channel, long flow) {
        sent.increment();
        write(channel, new SoakMessage(flow, flows.get(flow).next()));
    }

    /** Takes room for one message; false if there is none. */
    boolean takeRoom() {
        return room.decrementAndGet() >= 0;
    }

    /** Writes a message, and counts that its writer is told what became of it. */
    private void write(Channel channel, SoakMessage message) {
        begun.increment();
        ChannelFuture written = channel.write(message);
        written.addListener(told -> {
            answered.increment();
            if (!told.isSuccess()) {
                failed.increment();
            }
        });
    }

    /** Tells the other side that everything of a round was sent. */
    void end(Channel channel, long flow, long round) {
        write(channel, new SoakMessage(flow, -round));
        channel.flush();
    }

    /** A message came. */
    void came(SoakMessage message) {
        if (message.equals(SoakMessage.STRANGER)) {
            strangers.increment();
            return;
        }
        SoakFlow flow = flows.get(message.flow());
        String problem = flow == null ? "no flow has the number of " + message : flow.came(message.id());
        if (problem != null) {
            wrong.add(problem);
        }
        if (message.id() > 0) {
            received.increment();
        }
    }

    /** The sender of a flow is gone; what it sent may still be on its way. */
    void over(long flow) {
        flows.get(flow).over();
    }

    boolean hasEnded(long round) {
        return flows.values().stream().allMatch(flow -> flow.hasEnded(round));
    }

    /** {@return how many writers were not told yet} */
    long unanswered() {
        return begun.sum() - answered.sum();
    }

    long sent() {
        return sent.sum();
    }

    /** {@return how many messages came, as they were or changed} */
    long came() {
        return received.sum() + damaged.sum() + strangers.sum();
    }

    /** {@return how many messages were sent and did not come, as they were or changed; below zero if more came} */
    long underWay() {
        return sent() - came();
    }

    /** {@return what came that must not, or not then} */
    Set<String> wrong() {
        return Set.copyOf(wrong);
    }

    /** Adds up what became of all messages since it was last asked. */
    SoakFlow.Round settle() {
        SoakFlow.Round all =
                flows.values().stream().map(SoakFlow::settle).reduce(SoakFlow.Round.NONE, SoakFlow.Round::plus);
        flows.values().removeIf(SoakFlow::isForgettable);
        return all;
    }

    @Override
    public String toString() {
        return sent + " sent, " + received + " received, " + damaged + " damaged, " + strangers + " replaced, " + failed
                + " failed, " + caught + " caught, " + ended + " connections ended, " + unanswered() + " unanswered";
    }
}

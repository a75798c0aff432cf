package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Sends a few messages every few milliseconds, while the channel takes them. On the channel's loop alone, but for the end. */
final class SoakSender implements Runnable {

    private final SoakBook book;
    private final Channel channel;
    private final long flow;
    private final SplittableRandom random;
    private long toldRound;

    SoakSender(SoakBook book, Channel channel) {
        this.book = book;
        this.channel = channel;
        this.flow = book.newFlow();
        this.random = new SplittableRandom(flow);
        book.senders.add(this);
    }

    @Override
    public void run() {
        if (!channel.isActive()) {
            return;
        }
        if (book.open && book.visits > 0 && random.nextInt(book.visits) == 0) {
            book.closed.increment();
            channel.close();
            return;
        }
        for (int i = random.nextInt(4); i >= 0 && book.open && channel.isWritable() && book.takeRoom(); i--) {
            book.send(channel, flow);
        }
        channel.flush();
        channel.eventLoop().schedule(this, random.nextInt(2_000, 8_000), TimeUnit.MICROSECONDS);
    }

    /** Tells the other side, once, that the round is over. On the soak's thread alone. */
    void end(long round) {
        if (toldRound < round) {
            toldRound = round;
            channel.eventLoop().execute(() -> book.end(channel, flow, round));
        }
    }

    /** The channel is closed. */
    void over() {
        book.senders.remove(this);
        book.over(flow);
    }
}

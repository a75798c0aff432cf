package org.bluemarble.chaos.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Players of an {@link EchoServer} who each have one message on the way at most, and time how long it takes to come back.
 * Used by one thread; all that happens to the messages happens on one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What is lost is missing among the answers.
final class PacedLoad implements AutoCloseable {

    private static final int MESSAGE = 64;
    private static final int TICK_MILLIS = 1;

    private final List<Player> all = new ArrayList<>();
    private final Players players;
    private final int leftOut;
    private Turn turn = new Turn(0);
    private @Nullable Throwable broken;

    /**
     * What a turn gave.
     *
     * @param answered how many messages came back within it
     * @param seconds how long it took
     * @param unanswered how many players still waited at its end
     * @param roundTripMillis of those that came back, without those of the player who is left out
     */
    record Played(long answered, double seconds, int unanswered, Samples roundTripMillis) {
        double perSecond() {
            return answered / seconds;
        }
    }

    /**
     * Connects.
     *
     * @param leftOut the number of the player whose round trips are not kept; negative for none
     */
    PacedLoad(int port, int connections, int leftOut) {
        this.leftOut = leftOut;
        this.players = new Players(port, connections, number -> {
            Player player = new Player(number);
            all.add(player);
            return player;
        });
    }

    /**
     * Plays for a while.
     *
     * @param periodMillis how often each player sends, if the last message is back; 0 for at once when it is
     */
    Played play(long millis, long periodMillis) throws IOException, InterruptedException {
        start(periodMillis);
        TimeUnit.MILLISECONDS.sleep(millis);
        return stop();
    }

    /** Begins to play, until {@link #stop()}. */
    void start(long periodMillis) throws InterruptedException {
        players.loop().submit(() -> begin(periodMillis)).sync();
    }

    Played stop() throws IOException, InterruptedException {
        Played[] played = new Played[1];
        players.loop().submit(() -> played[0] = end()).sync();
        if (broken != null) {
            throw new IOException("a connection to the measured server broke: " + broken, broken);
        }
        return played[0];
    }

    /** Waits until every message is back, or so long. */
    void settle(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean[] waits = {true};
        while (waits[0] && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
            players.loop()
                    .submit(() -> waits[0] = all.stream().anyMatch(player -> player.waits))
                    .sync();
        }
    }

    private void begin(long periodMillis) {
        Turn begun = new Turn(periodMillis);
        turn = begun;
        if (periodMillis == 0) {
            all.forEach(Player::send);
        } else {
            tick(begun);
        }
    }

    private Played end() {
        Turn ended = turn;
        turn = new Turn(0);
        turn.over = true;
        ended.over = true;
        double seconds = (System.nanoTime() - ended.startNanos) / 1e9;
        int unanswered = (int) all.stream().filter(player -> player.waits).count();
        return new Played(ended.answered, seconds, unanswered, ended.roundTripMillis);
    }

    /** Has those send whose time has come, evenly one after the other. */
    private void tick(Turn ticking) {
        if (ticking.over) {
            return;
        }
        double periods = (System.nanoTime() - ticking.startNanos) / 1e6 / ticking.periodMillis;
        for (long due = (long) (periods * all.size()); ticking.sent < due; ticking.sent++) {
            all.get((int) (ticking.sent % all.size())).send();
        }
        players.loop().schedule(() -> tick(ticking), TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        players.close();
    }

    /** From one beginning to its end. */
    private static final class Turn {
        private final long startNanos = System.nanoTime();
        private final long periodMillis;
        private final Samples roundTripMillis = new Samples();
        private long sent;
        private long answered;
        private boolean over;

        Turn(long periodMillis) {
            this.periodMillis = periodMillis;
        }
    }

    private final class Player extends ChannelInboundHandlerAdapter {
        private final int number;
        private @Nullable Channel channel;
        private boolean waits;
        private Turn sentIn = turn;
        private long sentNanos;
        private int received;

        Player(int number) {
            this.number = number;
        }

        void send() {
            Channel open = channel;
            if (!waits && open != null) {
                waits = true;
                sentIn = turn;
                sentNanos = System.nanoTime();
                open.writeAndFlush(open.alloc().buffer(MESSAGE).writeZero(MESSAGE));
            }
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            channel = ctx.channel();
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf echoed = (ByteBuf) message;
            received += echoed.readableBytes();
            echoed.release();
            if (received < MESSAGE) {
                return;
            }
            received = 0;
            waits = false;
            if (sentIn == turn) {
                turn.answered++;
                if (number != leftOut) {
                    turn.roundTripMillis.add((System.nanoTime() - sentNanos) / 1e6);
                }
            }
            if (!turn.over && turn.periodMillis == 0) {
                send();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            broken = cause;
            ctx.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            channel = null;
        }
    }
}

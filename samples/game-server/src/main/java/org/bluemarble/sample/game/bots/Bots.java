package org.bluemarble.sample.game.bots;

import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bluemarble.chaos.invariants.facts.FactLogWriter;
import org.bluemarble.sample.game.start.CannotStartException;
import org.jspecify.annotations.Nullable;

/**
 * A crowd of players that trade with each other until told to stop, and know at the end what became of every trade.
 *
 * <p>Each trade's facts stand in the fact log: {@code invoke} per player before the first try, with the players and the
 * legs; then per player one of {@code ok} with the result told, {@code fail} with the reason, or {@code gave-up}. The
 * operation id and kind {@code trade} are the same for both players.
 *
 * <p>Thread-safe; everything runs on one event loop of its own.
 */
public final class Bots implements AutoCloseable {
    private static final long POLL_MILLIS = 20;

    private final NioEventLoopGroup group;
    private final EventLoop loop;
    private final FactLogWriter facts;
    private final Crowd crowd;
    private final long tradePeriodNanos;
    private @Nullable Future<?> trading;

    private Bots(BotsSettings settings, FactLogWriter facts) {
        this.group = new NioEventLoopGroup(1, new DefaultThreadFactory("bots", true));
        this.loop = group.next();
        this.facts = facts;
        this.crowd = new Crowd(settings, loop, facts);
        this.tradePeriodNanos = TimeUnit.SECONDS.toNanos(1) / settings.tradesPerSecond();
    }

    /**
     * Starts the bots: they connect and log in, and do not trade yet.
     *
     * @throws CannotStartException if the fact log cannot be opened
     */
    public static Bots start(BotsSettings settings) throws CannotStartException {
        FactLogWriter facts;
        try {
            facts = FactLogWriter.open(settings.facts());
        } catch (IOException e) {
            throw new CannotStartException(
                    "--facts was '" + settings.facts() + "' but must be a file that can be written to, in a directory"
                            + " that exists",
                    e);
        }
        Bots bots = new Bots(settings, facts);
        bots.loop.execute(bots.crowd::connect);
        return bots;
    }

    /** {@return whether all bots were logged in at the same time before {@code timeout} had passed} */
    public boolean awaitLoggedIn(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!ask(crowd::areAllLoggedIn)) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return true;
    }

    /**
     * Begins to trade.
     *
     * @throws IllegalStateException if the bots trade already
     */
    public synchronized void trade() {
        if (trading != null) {
            throw new IllegalStateException("the bots trade already");
        }
        trading = loop.scheduleAtFixedRate(crowd::trade, 0, tradePeriodNanos, TimeUnit.NANOSECONDS);
    }

    /**
     * Begins to hit the world boss, beside whatever else they do. Each hit's facts stand in the fact log as a trade's do, as
     * operations of kind {@code hit} with one player.
     *
     * @param perSecond how many hits at most, 1 to 1000
     */
    @SuppressWarnings("FutureReturnValueIgnored") // Ends with the event loop.
    public void hunt(int perSecond) {
        loop.scheduleAtFixedRate(crowd::hit, 0, TimeUnit.SECONDS.toNanos(1) / perSecond, TimeUnit.NANOSECONDS);
    }

    /** {@return whether every bot is logged in now} */
    public boolean areAllLoggedIn() {
        return ask(crowd::areAllLoggedIn);
    }

    /** {@return what happened so far} */
    public Tally tally() {
        return ask(crowd::tally);
    }

    /**
     * Begins no more trades and asks on until every trade has a definite answer. Afterwards nothing is under way: the bots
     * are quiet.
     *
     * @param budget after this, what is still in doubt is given up and written down as that
     * @return whether every trade got its answer within the budget
     * @throws IllegalStateException if the fact log could not be written
     */
    public boolean settle(Duration budget) throws InterruptedException {
        CompletableFuture<Void> settled = ask(crowd::settle);
        try {
            settled.get(budget.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            ask(() -> {
                crowd.giveUpAll("not answered within the time to settle, " + budget.toSeconds() + " s");
                return true;
            });
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the bots had to stop", e.getCause());
        }
    }

    /** Disconnects all bots and closes the fact log. Does not settle. Closing twice is harmless. */
    @Override
    public void close() {
        if (!group.isShuttingDown()) {
            loop.execute(crowd::stop);
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        }
        try {
            facts.close();
        } catch (IOException e) {
            throw new IllegalStateException("the fact log could not be closed", e);
        }
    }

    private <T> T ask(Callable<T> question) {
        return loop.submit(question).syncUninterruptibly().getNow();
    }
}

package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Ceiling;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.spi.InternalProblems;

/**
 * Rules of every kind come and go by chance over living connections, and at the end of each round the numbers must balance:
 * what came is what was sent, less what the rules say they dropped, and what they say they doubled. Three players: one whose
 * messages must keep their order, one whose messages rules may reorder, and one whose connections rules may break; and
 * two sockets with datagrams.
 *
 * <p>Left out, since nobody could say how many messages they touch: bytes of a stream that are corrupted or lost.
 */
public final class FaultSoak implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("patience", 180));
    private static final int CONNECTIONS = 3;

    /** So few that a socket's buffer has room for them, also if all are tripled. */
    private static final int DATAGRAMS = 32;

    private final Stack stack;
    private final long problems = InternalProblems.count();
    private final Chaos chaos;
    private final ChaosNetty netty;
    private final EventLoopGroup group;
    private final Random random;
    private final SoakBook ordered = new SoakBook(true, 0);
    private final SoakBook shuffled = new SoakBook(false, 0);
    private final SoakBook mortal = new SoakBook(true, 100);
    private final SoakBook datagrams = new SoakBook(false, 0);
    private final List<SoakBook> books = List.of(ordered, shuffled, mortal, datagrams);
    private final SoakRules rules;
    private long round;

    private FaultSoak(Stack stack, long seed) {
        this.stack = stack;
        random = new Random(seed);
        chaos = Chaos.builder("soak")
                .seed(seed)
                .ceiling(Ceiling.DEFAULT.allowing("hang"))
                .build();
        netty = ChaosNetty.with(chaos)
                .replacement("stranger", message -> SoakMessage.STRANGER)
                .build();
        group = stack.group(3);
        SoakStreams broken = new SoakStreams(stack, group, netty, "mortal", mortal);
        rules = new SoakRules(chaos, random, SoakRule.all("mortal", broken.port()));
        SoakStreams kept = new SoakStreams(stack, group, netty, "ordered", ordered);
        SoakStreams mixed = new SoakStreams(stack, group, netty, "shuffled", shuffled);
        for (SoakStreams one : List.of(broken, kept, mixed)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                one.connect().syncUninterruptibly();
            }
        }
        new SoakDatagrams(stack, group, netty, datagrams);
    }

    /**
     * Soaks every transport that can be used here, one after the other, until every kind of rule has acted on each.
     *
     * @param seed for the choice of rules; how they meet the messages is left to the machine
     * @param each how long rules come and go by chance on each transport
     * @param out told after each round
     * @throws IllegalStateException if something does not balance, with all numbers, or if a buffer was leaked
     */
    public static void run(long seed, Duration each, PrintStream out) {
        CountedLeaks.collect();
        int leaks = CountedLeaks.found().size();
        for (Stack stack : Stack.all()) {
            try (FaultSoak soak = new FaultSoak(stack, seed)) {
                long end = System.nanoTime() + each.toNanos();
                while (System.nanoTime() - end < 0) {
                    soak.round(Math.min(end - System.nanoTime(), TimeUnit.SECONDS.toNanos(3)));
                    out.println(soak);
                }
                soak.callRoll();
                out.println(soak + ", and every kind of rule has acted");
            }
        }
        CountedLeaks.collect();
        CountedLeaks.collect();
        if (CountedLeaks.found().size() > leaks) {
            throw new IllegalStateException("seed " + seed + " leaked " + CountedLeaks.found());
        }
    }

    private void round(long nanos) {
        long end = System.nanoTime() + nanos;
        books.forEach(book -> book.open = true);
        while (System.nanoTime() - end < 0) {
            rules.change();
            makeRoom();
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(20_000)));
        }
        endRound();
    }

    /** Has every kind of rule act that had no chance to. */
    private void callRoll() {
        for (SoakRule kind : rules.neverFired()) {
            books.forEach(book -> book.open = true);
            ArmedRule rule = rules.arm(kind, 100);
            await("'" + rule + "' to act", () -> {
                makeRoom();
                return rule.counters().injected() > 0;
            });
            endRound();
        }
        if (!rules.neverFired().isEmpty()) {
            throw new IllegalStateException("never injected anything: " + rules.neverFired() + report());
        }
    }

    /** Makes room for more datagrams, once all of those before are accounted for. */
    private void makeRoom() {
        if (datagrams.underWay() == lostDatagrams()) {
            datagrams.room.set(DATAGRAMS);
        }
    }

    private void endRound() {
        round++;
        books.forEach(book -> book.open = false);
        rules.disarmAll();
        await("rules to be idle", rules::areIdle);
        await("everything that was sent before to have come", () -> {
            books.forEach(book -> book.senders.forEach(sender -> sender.end(round)));
            return books.stream().allMatch(book -> book.hasEnded(round));
        });
        await("every writer to be told", () -> books.stream().allMatch(book -> book.unanswered() == 0));
        await("nothing to be held", () -> netty.heldBytes() == 0);
        await(
                "channels to be as they were",
                () -> books.stream().allMatch(book -> book.channels.stream().allMatch(FaultSoak::isUntouched)));
        await("rules to be idle", rules::areIdle);
        rules.settle();
        balance();
    }

    private static boolean isUntouched(Channel channel) {
        return channel.pipeline().names().stream().noneMatch(name -> name.startsWith(Wire.HEAD))
                && channel.config().isAutoRead()
                && (channel.isWritable() || channel instanceof ServerChannel || !channel.isActive());
    }

    private void balance() {
        must("sent - received", ordered.underWay() + shuffled.underWay(), dropped() - of(SoakRule.Change.DOUBLED));
        must("damaged", ordered.damaged.sum() + shuffled.damaged.sum(), of(SoakRule.Change.DAMAGED));
        must("replaced", ordered.strangers.sum() + shuffled.strangers.sum(), of(SoakRule.Change.REPLACED));
        must("caught", ordered.caught.sum() + shuffled.caught.sum(), of(SoakRule.Change.CAUGHT));
        must("failed writes", ordered.failed.sum() + shuffled.failed.sum(), told());
        must("connections that ended", ordered.ended.sum() + shuffled.ended.sum(), 0);
        must("datagrams sent - received", datagrams.underWay(), lostDatagrams());
        must("datagrams damaged", datagrams.damaged.sum(), of(SoakRule.Change.DATAGRAM_DAMAGED));
        must("datagrams caught", datagrams.caught.sum(), of(SoakRule.Change.DATAGRAM_CAUGHT));
        must("datagrams that failed", datagrams.failed.sum(), of(SoakRule.Change.DATAGRAM_FAILED));
        must("broken connections' messages that came twice", mortal.settle().again(), 0);
        must("broken connections' messages changed", mortal.damaged.sum() + mortal.strangers.sum(), 0);
        if (mortal.ended.sum() > mortal.closed.sum() + of(SoakRule.Change.ENDED)) {
            throw new IllegalStateException("more connections ended than were broken or closed" + report());
        }
        SoakFlow.Round lasting = ordered.settle().plus(shuffled.settle());
        if (of(SoakRule.Change.DOUBLED) == 0) {
            must("messages that came twice", lasting.again(), 0);
        }
        datagrams.settle();
        must("internal problems", InternalProblems.count(), problems);
        for (SoakBook book : books) {
            if (!book.wrong().isEmpty()) {
                throw new IllegalStateException(book.wrong() + report());
            }
        }
    }

    private long dropped() {
        return of(SoakRule.Change.DROPPED) + of(SoakRule.Change.FAILED) + of(SoakRule.Change.CAUGHT);
    }

    private long told() {
        return of(SoakRule.Change.FAILED) + of(SoakRule.Change.DENIED);
    }

    private long lostDatagrams() {
        return of(SoakRule.Change.DATAGRAM_DROPPED)
                + of(SoakRule.Change.DATAGRAM_FAILED)
                + of(SoakRule.Change.DATAGRAM_CAUGHT)
                - of(SoakRule.Change.DATAGRAM_DOUBLED);
    }

    private long of(SoakRule.Change change) {
        return rules.changed(change);
    }

    private void must(String what, long is, long must) {
        if (is != must) {
            throw new IllegalStateException(what + " was " + is + " but the rules say " + must + report());
        }
    }

    private void await(String what, BooleanSupplier so) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("waited in vain for " + what + report());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private String report() {
        return String.join(
                System.lineSeparator(),
                " on " + stack + ", seed " + chaos.seed() + ", in round " + round,
                "ordered: " + ordered,
                "shuffled: " + shuffled,
                "mortal: " + mortal,
                "datagrams: " + datagrams,
                rules.toString(),
                rules.latest());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s round %d balances: %d messages sent = %d received + %d dropped - %d doubled; %s",
                stack,
                round,
                ordered.sent() + shuffled.sent() + datagrams.sent(),
                ordered.came() + shuffled.came() + datagrams.came(),
                dropped() + lostDatagrams() + of(SoakRule.Change.DATAGRAM_DOUBLED),
                of(SoakRule.Change.DOUBLED) + of(SoakRule.Change.DATAGRAM_DOUBLED),
                rules);
    }

    @Override
    public void close() {
        chaos.close();
        books.forEach(book -> book.open = false);
        books.forEach(book -> book.channels.forEach(channel -> channel.close().awaitUninterruptibly()));
        group.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
    }
}

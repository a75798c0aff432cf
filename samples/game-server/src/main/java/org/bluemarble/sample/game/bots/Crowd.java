package org.bluemarble.sample.game.bots;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.bluemarble.chaos.invariants.facts.Fact;
import org.bluemarble.chaos.invariants.facts.FactLogWriter;
import org.bluemarble.sample.game.economy.Leg;
import org.bluemarble.sample.game.economy.Outcome;
import org.bluemarble.sample.game.economy.TradeTerms;
import org.bluemarble.sample.game.protocol.Request;
import org.bluemarble.sample.game.protocol.ServerMessage;

/**
 * All bots together: pairs them up, follows each trade to its end, and writes the facts. Confined to the bots' event loop.
 *
 * <p>Facts are written on the event loop: a line goes into the page cache in microseconds, and it must be there before the
 * request leaves and before the answer is believed.
 */
final class Crowd {
    private static final String TRADE = "trade";
    private static final String HIT = "hit";

    private final FactLogWriter facts;
    private final SplittableRandom random;
    private final Haggler haggler;
    private final List<Bot> bots = new ArrayList<>();
    private final Map<UUID, BotTrade> trades = new HashMap<>();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private boolean isSettling;
    private int hitsUnderWay;
    private long begun;
    private long acknowledged;
    private long refused;
    private long gaveUp;
    private long retries;
    private long reconnects;

    Crowd(BotsSettings settings, EventLoop loop, FactLogWriter facts) {
        this.facts = facts;
        this.random = new SplittableRandom(settings.seed());
        this.haggler = new Haggler(random);
        for (int number = 1; number <= settings.players(); number++) {
            bots.add(new Bot(settings.player(number), this, loop, random, settings));
        }
    }

    void connect() {
        bots.forEach(Bot::connect);
    }

    boolean areAllLoggedIn() {
        return bots.stream().allMatch(Bot::isLoggedIn);
    }

    /** Begins one trade if two bots are free. */
    void trade() {
        List<Bot> free = bots.stream().filter(Bot::isFree).toList();
        if (isSettling || free.size() < 2) {
            return;
        }
        int first = random.nextInt(free.size());
        int second = (first + 1 + random.nextInt(free.size() - 1)) % free.size();
        haggler.between(free.get(first), free.get(second))
                .ifPresent(terms -> begin(new BotTrade(free.get(first), free.get(second), terms)));
    }

    /** Has one bot hit the world boss, if one is free. */
    void hit() {
        List<Bot> free = bots.stream().filter(Bot::isFree).toList();
        if (isSettling || free.isEmpty()) {
            return;
        }
        Bot bot = free.get(random.nextInt(free.size()));
        UUID opId = UUID.randomUUID();
        String actor = bot.player().name();
        hitsUnderWay++;
        write(() -> facts.invoked(opId.toString(), HIT, actor, Map.of()));
        bot.call(new Request.HitBoss(opId, 0), outcome -> {
            hitsUnderWay--;
            writeFact(actor, HIT, opId.toString(), outcome);
            completeIfSettled();
        });
    }

    /**
     * Begins no more trades.
     *
     * @return completes when every trade and every hit has its answer
     */
    CompletableFuture<Void> settle() {
        isSettling = true;
        completeIfSettled();
        return settled;
    }

    void giveUpAll(String why) {
        bots.forEach(bot -> bot.giveUpAll(why));
    }

    void stop() {
        isSettling = true;
        bots.forEach(Bot::stop);
    }

    Tally tally() {
        return new Tally(begun, acknowledged, refused, gaveUp, trades.size(), retries, reconnects);
    }

    void offered(Bot asked, ServerMessage.TradeOffered offer) {
        BotTrade trade = trades.get(offer.opId());
        // Confirms what it knows of, and only once: from then on its call asks until it is answered.
        if (trade == null || trade.b() != asked || !trade.terms().equals(offer.terms()) || !trade.confirm()) {
            return;
        }
        ask(asked, trade, new Request.ConfirmTrade(trade.opId(), 0, trade.terms()));
    }

    void retried() {
        retries++;
    }

    void lostConnection() {
        reconnects++;
    }

    private void begin(BotTrade trade) {
        begun++;
        trades.put(trade.opId(), trade);
        trade.a().engage();
        trade.b().engage();
        ask(trade.a(), trade, new Request.OfferTrade(trade.opId(), 0, trade.terms()));
    }

    private void ask(Bot bot, BotTrade trade, Request request) {
        String actor = bot.player().name();
        write(() -> facts.invoked(trade.opId().toString(), TRADE, actor, describe(trade.terms())));
        bot.call(request, outcome -> told(bot, trade, outcome));
    }

    private void told(Bot bot, BotTrade trade, Outcome outcome) {
        noteOutcome(trade, outcome);
        writeFact(bot.player().name(), TRADE, trade.opId().toString(), outcome);
        bot.release();
        bot.learn(trade.terms(), outcome);
        if (bot == trade.a() && !trade.hasBeenConfirmed()) {
            // The other never heard of it, or heard too late to be of use.
            trade.b().release();
        }
        if (trade.stopsAsking()) {
            end(trade);
        }
    }

    private void end(BotTrade trade) {
        trades.remove(trade.opId());
        if (trade.isAcknowledged()) {
            acknowledged++;
        } else if (trade.isRefused()) {
            refused++;
        } else {
            gaveUp++;
        }
        completeIfSettled();
    }

    private void completeIfSettled() {
        if (isSettling && trades.isEmpty() && hitsUnderWay == 0) {
            settled.complete(null);
        }
    }

    private static void noteOutcome(BotTrade trade, Outcome outcome) {
        if (outcome instanceof Outcome.Ok) {
            trade.acknowledged();
        } else if (outcome instanceof Outcome.Fail) {
            trade.refused();
        }
    }

    private void writeFact(String actor, String kind, String opId, Outcome outcome) {
        if (outcome instanceof Outcome.Ok ok) {
            write(() -> facts.ok(opId, kind, actor, Map.of(Fact.RESULT, ok.result())));
        } else if (outcome instanceof Outcome.Fail fail) {
            write(() -> facts.failed(opId, kind, actor, Map.of("reason", fail.reason())));
        } else if (outcome instanceof Outcome.Unknown unknown) {
            write(() -> facts.gaveUp(opId, kind, actor, Map.of("why", unknown.why())));
        } else {
            throw new IllegalStateException("outcome was " + outcome + ", which is none of three");
        }
    }

    private static Map<String, String> describe(TradeTerms terms) {
        StringJoiner legs = new StringJoiner(" ");
        for (Leg leg : terms.legs()) {
            legs.add(leg.toString());
        }
        return Map.of("a", terms.a().name(), "b", terms.b().name(), "legs", legs.toString());
    }

    private void write(FactWriting writing) {
        try {
            writing.write();
        } catch (IOException e) {
            // Without facts there is no verdict: play no further.
            isSettling = true;
            UncheckedIOException failure = new UncheckedIOException("the fact log cannot be written", e);
            settled.completeExceptionally(failure);
            throw failure;
        }
    }

    @FunctionalInterface
    private interface FactWriting {
        void write() throws IOException;
    }
}

package org.bluemarble.sample.game.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.sample.game.economy.Economy;
import org.bluemarble.sample.game.economy.Outcome;
import org.bluemarble.sample.game.economy.PlayerId;
import org.bluemarble.sample.game.economy.TradeTerms;
import org.bluemarble.sample.game.protocol.ServerMessage;
import org.jspecify.annotations.Nullable;

/**
 * Brings the two confirmations of a trade together and hands it to the economy. Confined to the tick thread.
 *
 * <p>Deals live in memory only. After a restart both players ask again with the same operation id and meet here anew; a
 * request that says it is not the first try makes the desk ask the database first.
 */
final class TradeDesk {
    /** Passed on the database thread when a trade is decided and nobody has been told yet. */
    private static final InjectionPoint BEFORE_REPLY = Chaos.point("trade.before-reply");

    private static final int CAPACITY = 10_000;

    private final Economy economy;
    private final DatabaseWork database;
    private final ServerMetrics metrics;
    private final Function<PlayerId, @Nullable Session> online;
    private final long offerTimeoutNanos;
    private final LongSupplier nanoClock;
    private final Map<UUID, Deal> deals = new HashMap<>();

    TradeDesk(
            Economy economy,
            DatabaseWork database,
            ServerMetrics metrics,
            Function<PlayerId, @Nullable Session> online,
            Duration offerTimeout,
            LongSupplier nanoClock) {
        this.economy = economy;
        this.database = database;
        this.metrics = metrics;
        this.online = online;
        this.offerTimeoutNanos = offerTimeout.toNanos();
        this.nanoClock = nanoClock;
    }

    /** Takes a player's confirmation of a trade, be it the offer or the consent. */
    void confirm(UUID opId, TradeTerms terms, int attempt, PlayerId player, Session session) {
        Deal deal = deals.get(opId);
        if (deal == null) {
            if (deals.size() >= CAPACITY) {
                metrics.requestWasTurnedAway();
                session.reply(opId, new Outcome.Unknown("too many open trades, ask again"));
                return;
            }
            deal = begin(opId, terms, attempt, player);
        } else if (!deal.terms().equals(terms)) {
            session.reply(opId, new Outcome.Fail("operation " + opId + " is another trade; choose a new id"));
            return;
        }
        deal.confirm(player, session);
        proceed(deal, player);
    }

    /** Closes deals whose other player did not answer. */
    void expire() {
        long now = nanoClock.getAsLong();
        List<Deal> expired = new ArrayList<>();
        for (Deal deal : deals.values()) {
            if (deal.stage() == Deal.Stage.OPEN && deal.hasExpired(now)) {
                expired.add(deal);
            }
        }
        for (Deal deal : expired) {
            decide(
                    deal,
                    deal.terms().a(),
                    () -> economy.refuse(deal.opId(), deal.terms(), "the other player did not confirm"));
        }
    }

    int size() {
        return deals.size();
    }

    private Deal begin(UUID opId, TradeTerms terms, int attempt, PlayerId player) {
        boolean isRetry = attempt > 0;
        Deal deal = new Deal(
                opId,
                terms,
                nanoClock.getAsLong() + offerTimeoutNanos,
                isRetry ? Deal.Stage.RECALLING : Deal.Stage.OPEN);
        deals.put(opId, deal);
        if (isRetry) {
            database.submit(
                    player,
                    () -> economy.recall(opId, terms),
                    recalled -> recalled(deal, player, recalled),
                    why -> end(deal, new Outcome.Unknown(why)));
        }
        return deal;
    }

    private void recalled(Deal deal, PlayerId player, Optional<Outcome> outcome) {
        if (outcome.isPresent()) {
            end(deal, outcome.get());
            return;
        }
        deal.enter(Deal.Stage.OPEN);
        proceed(deal, player);
    }

    private void proceed(Deal deal, PlayerId player) {
        if (deal.stage() != Deal.Stage.OPEN) {
            return;
        }
        if (deal.isConfirmedByBoth()) {
            decide(deal, player, execution(deal.opId(), deal.terms()));
        } else if (deal.isConfirmedBy(deal.terms().a())) {
            // Told anew at every retry of the offer: the first telling may have died with a connection.
            Session asked = online.apply(deal.terms().b());
            if (asked != null) {
                asked.send(new ServerMessage.TradeOffered(deal.opId(), deal.terms()));
            }
        }
    }

    private void decide(Deal deal, PlayerId player, Supplier<Outcome> decision) {
        deal.enter(Deal.Stage.DECIDING);
        Consumer<Outcome> whenDone = outcome -> {
            metrics.tradeEnded(outcome);
            end(deal, outcome);
        };
        database.submit(player, decision, whenDone, why -> whenDone.accept(new Outcome.Unknown(why)));
    }

    private void end(Deal deal, Outcome outcome) {
        deals.remove(deal.opId());
        deal.answer(outcome);
    }

    private Supplier<Outcome> execution(UUID opId, TradeTerms terms) {
        return () -> {
            long start = System.nanoTime();
            Outcome outcome = economy.trade(opId, terms);
            metrics.trade().record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            BEFORE_REPLY.pass();
            return outcome;
        };
    }
}

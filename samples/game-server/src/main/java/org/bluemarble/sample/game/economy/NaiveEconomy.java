package org.bluemarble.sample.game.economy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.InjectionPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deliberately wrong, in the ways real shards were: each trade is two transactions (first both players get, then both
 * give), a transaction that failed is simply tried again, and which operations are done is remembered in memory only.
 * Players are locked in memory, so that without faults every invariant holds and every test is green.
 */
public final class NaiveEconomy implements Economy {
    private static final Logger LOG = LoggerFactory.getLogger(NaiveEconomy.class);
    /** Passed between the two transactions; the correct server passes the same point inside its only one. */
    private static final InjectionPoint HALF_WAY = Chaos.point("trade.half-way");

    private static final int MAX_ATTEMPTS = 3;

    private final Transactions transactions;
    private final Characters characters;
    private final Counter retries;
    private final PlayerLocks locks = new PlayerLocks();
    private final RecentOutcomes recent = new RecentOutcomes();

    /**
     * Creates an economy on an open database.
     *
     * @param database connections to tables made for {@link ServerKind#NAIVE}
     * @param kit for new characters
     * @param registry counts the retries
     */
    public NaiveEconomy(DataSource database, StartingKit kit, MeterRegistry registry) {
        this.transactions = new Transactions(database);
        this.characters = new Characters(kit);
        this.retries = Counter.builder("game.db.retries")
                .description("database calls tried again")
                .register(registry);
    }

    @Override
    public Outcome enter(PlayerId player) {
        Outcome outcome = bag(player);
        if (!(outcome instanceof Outcome.Fail)) {
            return outcome;
        }
        try (PlayerLocks.Held held = locks.lock(player, player)) {
            retryBlindly(connection -> {
                if (Characters.bagOf(connection, player).isEmpty()) {
                    characters.create(connection, player);
                    NaiveTrade.noteOperation(
                            connection, Characters.creationOf(player), Characters.CREATE, "", Characters.CREATED);
                }
                return player;
            });
        } catch (SQLException e) {
            return failed("creation of " + player, e);
        }
        return bag(player);
    }

    @Override
    public Outcome bag(PlayerId player) {
        try {
            return retryBlindly(connection -> Characters.bagOf(connection, player))
                    .<Outcome>map(bag -> new Outcome.Ok(bag.toString()))
                    .orElseGet(() -> new Outcome.Fail("there is no player " + player));
        } catch (SQLException e) {
            // Even a naive server knows that a read it could not do is no statement about the player.
            return new Outcome.Unknown("database error: " + e.getMessage());
        }
    }

    @Override
    public Outcome trade(UUID opId, TradeTerms terms) {
        try (PlayerLocks.Held held = locks.lock(terms.a(), terms.b())) {
            Outcome outcome = recent.get(opId).orElseGet(() -> deliverThenCollect(opId, terms));
            recent.put(opId, outcome);
            return outcome;
        }
    }

    @Override
    public Optional<Outcome> recall(UUID opId, TradeTerms terms) {
        return recent.get(opId);
    }

    @Override
    public Outcome refuse(UUID opId, TradeTerms terms, String reason) {
        Outcome refused = new Outcome.Fail("refused: " + reason);
        recent.put(opId, refused);
        return refused;
    }

    private Outcome deliverThenCollect(UUID opId, TradeTerms terms) {
        NaiveTrade trade = new NaiveTrade(opId, terms);
        try {
            Optional<String> refusal = retryBlindly(trade::deliver);
            if (refusal.isPresent()) {
                return new Outcome.Fail(refusal.get());
            }
            // From here to the second commit, a crash leaves both players with what both gave.
            HALF_WAY.pass();
            return new Outcome.Ok(retryBlindly(trade::collect));
        } catch (SQLException e) {
            return failed("trade " + opId, e);
        }
    }

    /** The classic: it failed, so it did not happen, so do it again. */
    private <T> T retryBlindly(Transactions.Work<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.once(work);
            } catch (SQLException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
                retries.increment();
            }
        }
    }

    private static Outcome failed(String what, SQLException e) {
        LOG.warn("{} failed: {} ({})", what, e.getMessage(), e.getSQLState());
        return new Outcome.Fail("database error");
    }
}

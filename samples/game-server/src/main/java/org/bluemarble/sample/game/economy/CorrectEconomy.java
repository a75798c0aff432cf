package org.bluemarble.sample.game.economy;

import io.github.resilience4j.retry.Retry;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.sample.game.economy.OperationTable.AlreadyClaimedException;
import org.bluemarble.sample.game.economy.OperationTable.Stored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transaction per operation with its witness row first. A commit whose reply was lost is resolved by running the same
 * operation id again: either the claim conflicts, which proves the commit, or it succeeds, which proves there was none.
 * No SQLState is ever asked whether a commit happened, because drivers report both cases alike.
 */
public final class CorrectEconomy implements Economy {
    private static final Logger LOG = LoggerFactory.getLogger(CorrectEconomy.class);
    /** Passed inside the transaction, when the debits are written and the credits are not. */
    static final InjectionPoint HALF_WAY = Chaos.point("trade.half-way");

    private static final String REFUSED = "refused: ";

    private final Transactions transactions;
    private final Retry retry;
    private final Characters characters;

    /**
     * Creates an economy on an open database.
     *
     * @param database connections to tables made for {@link ServerKind#CORRECT}
     * @param kit for new characters
     * @param registry counts the retries
     */
    public CorrectEconomy(DataSource database, StartingKit kit, MeterRegistry registry) {
        this.transactions = new Transactions(database);
        this.retry = DatabaseRetry.create(registry);
        this.characters = new Characters(kit);
    }

    @Override
    public Outcome enter(PlayerId player) {
        Outcome outcome = bag(player);
        if (!(outcome instanceof Outcome.Fail)) {
            return outcome;
        }
        UUID opId = Characters.creationOf(player);
        Outcome created = settle(opId, "create:" + player, Characters.CREATE, connection -> {
            characters.create(connection, player);
            return Characters.CREATED;
        });
        return created instanceof Outcome.Ok ? bag(player) : created;
    }

    @Override
    public Outcome bag(PlayerId player) {
        return answer(
                "bag of " + player,
                connection -> Characters.bagOf(connection, player)
                        .<Outcome>map(bag -> new Outcome.Ok(bag.toString()))
                        .orElseGet(() -> new Outcome.Fail("there is no player " + player)));
    }

    @Override
    public Outcome trade(UUID opId, TradeTerms terms) {
        return settle(
                opId, terms.requestHash(), "TRADE", connection -> new CorrectTrade(connection, opId, terms).execute());
    }

    @Override
    public Optional<Outcome> recall(UUID opId, TradeTerms terms) {
        try {
            return call(connection ->
                    OperationTable.find(connection, opId).map(stored -> asTold(opId, stored, terms.requestHash())));
        } catch (SQLException e) {
            return Optional.of(inDoubt("recall of " + opId, e));
        }
    }

    @Override
    public Outcome refuse(UUID opId, TradeTerms terms, String reason) {
        // The refusal takes the operation id like a trade would: a confirmation still on its way finds it taken.
        return settle(opId, terms.requestHash(), "TRADE", connection -> REFUSED + reason);
    }

    /** Runs one operation to an answer. {@code work} returns the text to store; it wrote nothing if that is a refusal. */
    private Outcome settle(UUID opId, String requestHash, String kind, Transactions.Work<String> work) {
        return answer(
                kind + " " + opId,
                connection -> {
                    OperationTable.claim(connection, opId, kind, requestHash);
                    String result = work.run(connection);
                    OperationTable.complete(connection, opId, result);
                    return asTold(result);
                },
                opId,
                requestHash);
    }

    private Outcome answer(String what, Transactions.Work<Outcome> work) {
        try {
            return call(work);
        } catch (SQLException e) {
            return inDoubt(what, e);
        }
    }

    private Outcome answer(String what, Transactions.Work<Outcome> work, UUID opId, String requestHash) {
        try {
            return call(work);
        } catch (AlreadyClaimedException e) {
            return answer(
                    what,
                    connection -> OperationTable.find(connection, opId)
                            .map(stored -> asTold(opId, stored, requestHash))
                            .orElseGet(() -> new Outcome.Unknown("operation " + opId + " is being decided")));
        } catch (SQLException e) {
            return inDoubt(what, e);
        }
    }

    private <T> T call(Transactions.Work<T> work) throws SQLException {
        try {
            return retry.executeCallable(() -> transactions.once(work));
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a transaction throws nothing else that is checked", e);
        }
    }

    private static Outcome asTold(UUID opId, Stored stored, String requestHash) {
        if (!stored.requestHash().equals(requestHash)) {
            return new Outcome.Fail("operation " + opId + " was another request; choose a new id for a new request");
        }
        return asTold(stored.result());
    }

    private static Outcome asTold(String result) {
        return result.startsWith(REFUSED) ? new Outcome.Fail(result) : new Outcome.Ok(result);
    }

    private static Outcome inDoubt(String what, SQLException e) {
        LOG.warn("{} is in doubt: {} ({})", what, e.getMessage(), e.getSQLState());
        return new Outcome.Unknown("in doubt, ask again with the same operation id");
    }

    static String refusal(String reason) {
        return REFUSED + reason;
    }
}

package org.bluemarble.sample.game.economy;

import io.github.resilience4j.retry.Retry;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.bluemarble.sample.game.economy.OperationTable.AlreadyClaimedException;
import org.bluemarble.sample.game.economy.OperationTable.Stored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs operations at most once, each in one transaction with its witness row first. A commit whose reply was lost is
 * resolved by running the same operation id again: either the claim conflicts, which proves the commit, or it succeeds,
 * which proves there was none. No SQLState is ever asked whether a commit happened, because drivers report both cases alike.
 */
final class Operations {
    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
    private static final String REFUSED = "refused: ";

    private final Transactions transactions;
    private final Retry retry;

    Operations(DataSource database, MeterRegistry registry) {
        this.transactions = new Transactions(database);
        this.retry = DatabaseRetry.create(registry);
    }

    /** Runs one operation to an answer. {@code work} returns the text to store; it wrote nothing if that is a refusal. */
    Outcome settle(UUID opId, String requestHash, String kind, Transactions.Work<String> work) {
        String what = kind + " " + opId;
        try {
            return call(connection -> {
                OperationTable.claim(connection, opId, kind, requestHash);
                String result = work.run(connection);
                OperationTable.complete(connection, opId, result);
                return asTold(result);
            });
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

    /** Runs what may be run twice without harm. */
    Outcome answer(String what, Transactions.Work<Outcome> work) {
        try {
            return call(work);
        } catch (SQLException e) {
            return inDoubt(what, e);
        }
    }

    <T> T call(Transactions.Work<T> work) throws SQLException {
        try {
            return retry.executeCallable(() -> transactions.once(work));
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a transaction throws nothing else that is checked", e);
        }
    }

    static Outcome asTold(UUID opId, Stored stored, String requestHash) {
        if (!stored.requestHash().equals(requestHash)) {
            return new Outcome.Fail("operation " + opId + " was another request; choose a new id for a new request");
        }
        return asTold(stored.result());
    }

    static Outcome inDoubt(String what, SQLException e) {
        LOG.warn("{} is in doubt: {} ({})", what, e.getMessage(), e.getSQLState());
        return new Outcome.Unknown("in doubt, ask again with the same operation id");
    }

    static String refusal(String reason) {
        return REFUSED + reason;
    }

    private static Outcome asTold(String result) {
        return result.startsWith(REFUSED) ? new Outcome.Fail(result) : new Outcome.Ok(result);
    }
}

package org.bluemarble.sample.game.economy;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.InjectionPoint;

/**
 * One transaction per operation with its witness row first; {@link Operations} says what that is good for.
 */
public final class CorrectEconomy implements Economy {
    /** Passed inside the transaction, when the debits are written and the credits are not. */
    static final InjectionPoint HALF_WAY = Chaos.point("trade.half-way");

    private final Operations operations;
    private final Characters characters;

    /**
     * Creates an economy on an open database.
     *
     * @param database connections to tables made for {@link ServerKind#CORRECT}
     * @param kit for new characters
     * @param registry counts the retries
     */
    public CorrectEconomy(DataSource database, StartingKit kit, MeterRegistry registry) {
        this.operations = new Operations(database, registry);
        this.characters = new Characters(kit);
    }

    @Override
    public Outcome enter(PlayerId player) {
        Outcome outcome = bag(player);
        if (!(outcome instanceof Outcome.Fail)) {
            return outcome;
        }
        UUID opId = Characters.creationOf(player);
        Outcome created = operations.settle(opId, "create:" + player, Characters.CREATE, connection -> {
            characters.create(connection, player);
            return Characters.CREATED;
        });
        return created instanceof Outcome.Ok ? bag(player) : created;
    }

    @Override
    public Outcome bag(PlayerId player) {
        return operations.answer(
                "bag of " + player,
                connection -> Characters.bagOf(connection, player)
                        .<Outcome>map(bag -> new Outcome.Ok(bag.toString()))
                        .orElseGet(() -> new Outcome.Fail("there is no player " + player)));
    }

    @Override
    public Outcome trade(UUID opId, TradeTerms terms) {
        return operations.settle(
                opId, terms.requestHash(), "TRADE", connection -> new CorrectTrade(connection, opId, terms).execute());
    }

    @Override
    public Optional<Outcome> recall(UUID opId, TradeTerms terms) {
        try {
            return operations.call(connection -> OperationTable.find(connection, opId)
                    .map(stored -> Operations.asTold(opId, stored, terms.requestHash())));
        } catch (SQLException e) {
            return Optional.of(Operations.inDoubt("recall of " + opId, e));
        }
    }

    @Override
    public Outcome refuse(UUID opId, TradeTerms terms, String reason) {
        // The refusal takes the operation id like a trade would: a confirmation still on its way finds it taken.
        return operations.settle(opId, terms.requestHash(), "TRADE", connection -> Operations.refusal(reason));
    }
}

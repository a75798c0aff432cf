package org.bluemarble.sample.game.economy;

import java.util.Optional;
import java.util.UUID;

/**
 * All that changes or reads ownership. Two ways of doing it: {@link CorrectEconomy} and {@link NaiveEconomy}, chosen by
 * {@link ServerKind}.
 *
 * <p>Every method blocks on the database, so none may be called on an event loop or the tick thread. Thread-safe. An
 * {@link Outcome.Unknown} is a normal answer; none of these methods throws for a database that is away.
 */
public interface Economy {
    /**
     * Lets a player in, creating the character with its {@link StartingKit} the first time.
     *
     * @return {@link Outcome.Ok} with the {@link Bag}'s text
     */
    Outcome enter(PlayerId player);

    /** {@return {@link Outcome.Ok} with the {@link Bag}'s text} */
    Outcome bag(PlayerId player);

    /**
     * Executes what both players confirmed, at most once per operation id.
     *
     * @return {@link Outcome.Ok} with both new balances; {@link Outcome.Fail} if one cannot pay or does not own
     */
    Outcome trade(UUID opId, TradeTerms terms);

    /**
     * Looks an operation up without executing it.
     *
     * @return its stored outcome; empty if none is stored, which says nothing about a try that is still under way;
     *     {@link Outcome.Unknown} if the database gave no answer
     */
    Optional<Outcome> recall(UUID opId, TradeTerms terms);

    /**
     * Closes an operation that was never executed, so that a later try with its id cannot take effect any more.
     *
     * @param reason what both players are told
     * @return {@link Outcome.Fail} with the reason, or what the operation had become before
     */
    Outcome refuse(UUID opId, TradeTerms terms, String reason);
}

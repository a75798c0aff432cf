package org.bluemarble.sample.game.protocol;

import java.util.UUID;
import org.bluemarble.sample.game.economy.Outcome;
import org.bluemarble.sample.game.economy.TradeTerms;

/** What the server sends to a client. */
public sealed interface ServerMessage {
    /** {@return the operation this is about} */
    UUID opId();

    /**
     * Answers a request.
     *
     * @param opId the request's operation id
     * @param outcome one of three; after {@link Outcome.Unknown} the client asks again with the same id
     */
    record Reply(UUID opId, Outcome outcome) implements ServerMessage {}

    /**
     * Tells a player that another offers them a trade; may come more than once.
     *
     * @param opId the trade's operation id, to confirm with
     * @param terms what is to change hands; the addressee is {@code terms.b()}
     */
    record TradeOffered(UUID opId, TradeTerms terms) implements ServerMessage {}
}

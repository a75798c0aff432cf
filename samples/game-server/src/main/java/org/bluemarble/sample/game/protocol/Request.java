package org.bluemarble.sample.game.protocol;

import java.util.UUID;
import org.bluemarble.sample.game.economy.PlayerId;
import org.bluemarble.sample.game.economy.TradeTerms;

/**
 * What a client asks for. The client chooses the operation id before the first try and keeps it for every further one, so
 * that asking twice is never doing twice.
 */
public sealed interface Request {
    /** {@return the id of the operation; random, so that no two clients choose the same} */
    UUID opId();

    /** {@return which try of this operation this is, from 0; a retry makes the server look up what became of it} */
    int attempt();

    /** {@return the same request as its next try} */
    Request nextAttempt();

    /**
     * Proves who the player is; the first request on a connection. Answered with the player's bag.
     *
     * @param opId id of this login
     * @param attempt try, from 0
     * @param player who it is
     * @param token what {@link LoginTokens} gave out for this player
     */
    record Login(UUID opId, int attempt, PlayerId player, String token) implements Request {
        @Override
        public Request nextAttempt() {
            return new Login(opId, following(attempt), player, token);
        }

        /** {@return everything but the token} */
        @Override
        public String toString() {
            return "Login[" + opId + " " + player + "]";
        }
    }

    /**
     * Asks what the player carries.
     *
     * @param opId id of this question
     * @param attempt try, from 0
     */
    record ShowBag(UUID opId, int attempt) implements Request {
        @Override
        public Request nextAttempt() {
            return new ShowBag(opId, following(attempt));
        }
    }

    /**
     * Offers a trade and thereby confirms it; sent by {@code terms.a()}. The other player is told with a {@link
     * ServerMessage.TradeOffered} of the same operation id; both are answered when both have confirmed.
     *
     * @param opId id of the trade, the same for both players
     * @param attempt try, from 0
     * @param terms what is to change hands
     */
    record OfferTrade(UUID opId, int attempt, TradeTerms terms) implements Request {
        @Override
        public Request nextAttempt() {
            return new OfferTrade(opId, following(attempt), terms);
        }
    }

    /**
     * Confirms an offered trade; sent by {@code terms.b()}, who repeats the terms, so that a player only ever agrees to
     * what their own client has shown them.
     *
     * @param opId id of the trade, from the offer
     * @param attempt try, from 0
     * @param terms what is to change hands
     */
    record ConfirmTrade(UUID opId, int attempt, TradeTerms terms) implements Request {
        @Override
        public Request nextAttempt() {
            return new ConfirmTrade(opId, following(attempt), terms);
        }
    }

    /**
     * Hits the world boss, whichever lives.
     *
     * @param opId id of this hit
     * @param attempt try, from 0
     */
    record HitBoss(UUID opId, int attempt) implements Request {
        @Override
        public Request nextAttempt() {
            return new HitBoss(opId, following(attempt));
        }
    }

    private static int following(int attempt) {
        return Math.min(attempt + 1, WireFormat.MAX_ATTEMPT);
    }
}

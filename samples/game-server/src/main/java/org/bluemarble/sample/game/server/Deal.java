package org.bluemarble.sample.game.server;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.bluemarble.sample.game.economy.Outcome;
import org.bluemarble.sample.game.economy.PlayerId;
import org.bluemarble.sample.game.economy.TradeTerms;

/** A trade on the desk: who has confirmed, and where to send the answer. Confined to the tick thread. */
final class Deal {
    private final UUID opId;
    private final TradeTerms terms;
    private final long expiresAtNanos;
    private final Map<PlayerId, Session> confirmedOn = new HashMap<>();
    private Stage stage;

    Deal(UUID opId, TradeTerms terms, long expiresAtNanos, Stage stage) {
        this.opId = opId;
        this.terms = terms;
        this.expiresAtNanos = expiresAtNanos;
        this.stage = stage;
    }

    UUID opId() {
        return opId;
    }

    TradeTerms terms() {
        return terms;
    }

    Stage stage() {
        return stage;
    }

    void enter(Stage next) {
        stage = next;
    }

    /** Notes a confirmation. A later one of the same player replaces the session: that is where they listen now. */
    void confirm(PlayerId player, Session session) {
        confirmedOn.put(player, session);
    }

    boolean isConfirmedBy(PlayerId player) {
        return confirmedOn.containsKey(player);
    }

    boolean isConfirmedByBoth() {
        return isConfirmedBy(terms.a()) && isConfirmedBy(terms.b());
    }

    boolean hasExpired(long nowNanos) {
        return nowNanos - expiresAtNanos >= 0;
    }

    void answer(Outcome outcome) {
        confirmedOn.values().forEach(session -> session.reply(opId, outcome));
    }

    /** How far a deal has come. */
    enum Stage {
        /** A player has asked again: the database is being asked what became of the first try. */
        RECALLING,
        /** Waits for confirmations. */
        OPEN,
        /** In the database's hands, to be executed or closed; no confirmation changes anything now. */
        DECIDING
    }
}

package org.bluemarble.sample.game.bots;

import java.util.UUID;
import org.bluemarble.sample.game.economy.TradeTerms;

/** One trade between two bots, from the offer until neither asks any more. Confined to the bots' event loop. */
final class BotTrade {
    private final UUID opId = UUID.randomUUID();
    private final Bot a;
    private final Bot b;
    private final TradeTerms terms;
    private int asking = 1;
    private boolean hasBeenConfirmed;
    private boolean isAcknowledged;
    private boolean isRefused;

    BotTrade(Bot a, Bot b, TradeTerms terms) {
        this.a = a;
        this.b = b;
        this.terms = terms;
    }

    UUID opId() {
        return opId;
    }

    Bot a() {
        return a;
    }

    Bot b() {
        return b;
    }

    TradeTerms terms() {
        return terms;
    }

    /** {@return whether the other player begins to ask by this; false if they already did} */
    boolean confirm() {
        if (hasBeenConfirmed) {
            return false;
        }
        hasBeenConfirmed = true;
        asking++;
        return true;
    }

    boolean hasBeenConfirmed() {
        return hasBeenConfirmed;
    }

    void acknowledged() {
        isAcknowledged = true;
    }

    void refused() {
        isRefused = true;
    }

    boolean isAcknowledged() {
        return isAcknowledged;
    }

    boolean isRefused() {
        return isRefused;
    }

    /**
     * Notes that one player has stopped asking.
     *
     * @return whether nobody asks any more
     */
    boolean stopsAsking() {
        asking--;
        return asking == 0;
    }
}

package org.bluemarble.sample.game.economy;

import java.util.Locale;

/** Which of the two economies a shard runs on. A database belongs to one of them for good. */
public enum ServerKind {
    /** One transaction per trade, a witness row first; survives whatever happens to a commit. */
    CORRECT,
    /** Two transactions per trade and a blind retry; right until the first fault. */
    NAIVE;

    /** {@return the name in options, tables and metrics} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

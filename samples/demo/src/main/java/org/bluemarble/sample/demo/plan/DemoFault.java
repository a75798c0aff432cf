package org.bluemarble.sample.demo.plan;

import java.util.Optional;
import org.bluemarble.sample.game.economy.ServerKind;

/**
 * What the demo does to a server, in the order in which it does it.
 *
 * <p>The naive server's trade is two transactions, known by the tables they write: the first writes {@code trade}, the
 * second writes {@code op}. The correct one's only transaction writes both. Each fault is aimed at the commit where it is
 * certain to do harm to whoever can be harmed, so that the outcome is no matter of luck.
 */
public enum DemoFault {
    /** Harmless at the first commit: nothing happened, and the retry does it. */
    LOST_REQUEST("lost-request", "COMMIT never reaches the database", "lost-request", Aim.FIRST_COMMIT),
    /** The retry does again what has happened. */
    LOST_ACK("lost-ack", "the database commits, its answer is lost", "lost-ack", Aim.FIRST_COMMIT),
    /** The retry runs while the first try is still to come. */
    LATE_COMMIT("late-commit", "COMMIT fails now and happens a second later", "late-commit 1s", Aim.FIRST_COMMIT),
    /** Before the second commit: what the first one did is there, and its other half never comes. */
    CRASH_BEFORE(
            "crash-before", "the JVM halts before COMMIT", "crash phase=before" + CrashStatus.WORDS, Aim.LAST_COMMIT),
    /** At the second commit: whether it happened or not, the next incarnation does not know. */
    CRASH_DURING(
            "crash-during",
            "the JVM halts while COMMIT is in flight",
            "crash phase=during" + CrashStatus.WORDS,
            Aim.LAST_COMMIT),
    /** After the first commit: between the two. */
    CRASH_AFTER(
            "crash-after",
            "the JVM halts when COMMIT is done, nobody told",
            "crash phase=after" + CrashStatus.WORDS,
            Aim.FIRST_COMMIT),
    /** Aimed at nothing; repeated instead. */
    POSTGRES_KILL("postgres-kill", "kill -9 of PostgreSQL under traffic", "", Aim.NOTHING),
    /** Nobody can survive this one; the checker must say what is gone. */
    LYING_COMMIT(
            "lying-commit",
            "COMMIT is reported as done and was rolled back; no server survives that",
            "lying-commit",
            Aim.FIRST_COMMIT);

    private final String label;
    private final String summary;
    private final String spelling;
    private final Aim aim;

    DemoFault(String label, String summary, String spelling, Aim aim) {
        this.label = label;
        this.summary = summary;
        this.spelling = spelling;
        this.aim = aim;
    }

    /** {@return the name in options, tables and result files} */
    public String label() {
        return label;
    }

    /** {@return what happens, in half a sentence} */
    public String summary() {
        return summary;
    }

    /** {@return whether the game server's JVM dies of it} */
    public boolean killsServer() {
        return this == CRASH_BEFORE || this == CRASH_DURING || this == CRASH_AFTER;
    }

    /** {@return whether the database dies of it} */
    public boolean killsDatabase() {
        return this == POSTGRES_KILL;
    }

    /**
     * Spells the rule to arm. It fires once, on the third trade's commit from then on, so that it meets a server at work.
     *
     * @param server what it is aimed at
     * @param shot number of the attempt, from 1; part of the rule's id
     * @return the rule on one line; empty if this fault is none of the engine's
     */
    public Optional<String> rule(ServerKind server, int shot) {
        return aim.table(server)
                .map(table -> label + "-" + shot + ": jdbc.commit[table=" + table + "] " + spelling
                        + " nth=3 limit=1 ttl=1m");
    }

    /** {@return what the checker must say of {@code server} afterwards} */
    public Expectation expectation(ServerKind server) {
        if (this == LYING_COMMIT) {
            return server == ServerKind.CORRECT ? Expectation.violated("I10") : Expectation.violated();
        }
        if (server == ServerKind.CORRECT || this == LOST_REQUEST) {
            return Expectation.holds();
        }
        return this == POSTGRES_KILL ? Expectation.violatedIfHit() : Expectation.violated();
    }

    /** Which of a trade's commits is meant. */
    private enum Aim {
        FIRST_COMMIT,
        LAST_COMMIT,
        NOTHING;

        Optional<String> table(ServerKind server) {
            if (this == NOTHING) {
                return Optional.empty();
            }
            // Creating a character writes op as well, on both servers; only a trade writes trade.
            return Optional.of(server == ServerKind.NAIVE && this == LAST_COMMIT ? "op" : "trade");
        }
    }
}

package org.bluemarble.sample.demo.result;

import java.util.List;

/**
 * One server under one fault: what was done to it, and what the checker says.
 *
 * @param server {@code naive} or {@code correct}
 * @param fault the fault's name
 * @param acknowledged trades that a player was told are done
 * @param inDoubt trades whose players were told nothing to the end
 * @param injections how often the fault struck: injections of the armed rules, or kills of the database
 * @param jvmDeaths deaths of the game server's JVM
 * @param dbDeaths deaths of the database
 * @param verdict what the checker says
 * @param expected what it should say
 * @param violations the breaches found
 * @param shortcomings why this run does not show what it should; empty if it does
 * @param timeline what happened when
 */
public record RunOutcome(
        String server,
        String fault,
        long acknowledged,
        long inDoubt,
        long injections,
        int jvmDeaths,
        int dbDeaths,
        VerdictWord verdict,
        VerdictWord expected,
        List<FoundViolation> violations,
        List<String> shortcomings,
        Timeline timeline) {
    /** Copies the lists. */
    public RunOutcome {
        violations = List.copyOf(violations);
        shortcomings = List.copyOf(shortcomings);
    }

    /** {@return whether the verdict is the expected one and every armed fault fired} */
    public boolean isAsExpected() {
        return shortcomings.isEmpty();
    }

    /** {@return deaths of JVM and database together} */
    public int deaths() {
        return jvmDeaths + dbDeaths;
    }

    /** {@return length of the traffic in seconds, to a tenth} */
    public double seconds() {
        return Math.round(timeline.traffic().toMillis() / 100.0) / 10.0;
    }
}

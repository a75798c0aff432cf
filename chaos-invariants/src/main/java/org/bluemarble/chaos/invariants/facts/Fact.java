package org.bluemarble.chaos.invariants.facts;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * One thing a client did or was told, as it stands on one line of the fact log.
 *
 * @param at when, by the client's clock; kept to the millisecond, used for reports and never for judgement
 * @param op the operation id the client chose; a retry carries the same one; not empty
 * @param kind what was asked for, for example {@code trade}; not empty
 * @param outcome what the client knew at that instant
 * @param actor who asked, for example {@code p1}; not empty
 * @param payload what was asked for or told, name to value; the key {@value #RESULT} of an {@code ok} is compared with the
 *     server's stored result
 */
public record Fact(Instant at, String op, String kind, FactOutcome outcome, String actor, Map<String, String> payload) {

    /** The payload key under which an {@code ok} carries the result that the server must have stored. */
    public static final String RESULT = "result";

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if {@code op}, {@code kind} or {@code actor} is empty
     */
    public Fact {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(outcome, "outcome");
        requireText(op, "op");
        requireText(kind, "kind");
        requireText(actor, "actor");
        payload = Map.copyOf(payload);
    }

    private static void requireText(String value, String name) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " was empty but must name something");
        }
    }
}

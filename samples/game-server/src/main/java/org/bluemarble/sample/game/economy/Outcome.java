package org.bluemarble.sample.game.economy;

/**
 * What is known of an operation. Three answers, not a boolean: whoever lost the reply to a commit must not say "failed".
 */
public sealed interface Outcome {
    /**
     * Took effect, durably and once.
     *
     * @param result what the client is told; the same text however often it asks
     */
    record Ok(String result) implements Outcome {}

    /**
     * Had no effect and will never have one.
     *
     * @param reason why, for the player to read
     */
    record Fail(String reason) implements Outcome {}

    /**
     * In doubt: may have taken effect, may yet, may never. Asking again with the same operation id is always safe.
     *
     * @param why what stood in the way of an answer
     */
    record Unknown(String why) implements Outcome {}
}

package org.bluemarble.sample.game.bots;

/**
 * What the bots have done so far. Trades are counted once, though two players each ask and are told.
 *
 * @param begun trades offered
 * @param acknowledged of these, told "ok" to at least one player
 * @param refused told "fail"
 * @param gaveUp still in doubt when the retry budget ended
 * @param underWay not ended yet
 * @param retries requests sent again, under the same operation id
 * @param reconnects connections lost or refused
 */
public record Tally(
        long begun, long acknowledged, long refused, long gaveUp, long underWay, long retries, long reconnects) {

    /** {@return {@code begun=9 acknowledged=8 …}: the words of the bots' output} */
    @Override
    public String toString() {
        return "begun=" + begun + " acknowledged=" + acknowledged + " refused=" + refused + " gave-up=" + gaveUp
                + " under-way=" + underWay + " retries=" + retries + " reconnects=" + reconnects;
    }
}

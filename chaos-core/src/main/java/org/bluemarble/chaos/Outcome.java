package org.bluemarble.chaos;

/** What a rule decided about a call that its trigger's count and chance let fire: the stage at which it was left alone. */
enum Outcome {
    /** It was disturbed. */
    INJECTED("disturbed"),
    /** It would have been. */
    DRY_RUN("would have been disturbed; it is a dry run"),
    /** The thread is one on which many wait, and the rule does not permit to block it. */
    BLOCKING("made on an event loop or a tick thread, which the rule may not block"),
    /** Outside of {@link Gate.Window}. */
    WINDOW("outside the rule's window"),
    /** Outside of {@link Gate.Hours}. */
    HOURS("outside the rule's hours"),
    /** Above {@link Gate.Share}. */
    SHARE("not in the share of this time"),
    /** Before {@link Gate.AfterRule}. */
    AFTER_RULE("the rule it waits for had not fired, or not long enough ago"),
    /** Not from {@link Gate.Stack}. */
    STACK("made by other code"),
    /** Faster than {@link Gate.Rate}. */
    RATE("before its next turn at this rate"),
    /** An earlier rule's fault acts. */
    PREEMPTED("taken by a rule that was armed here earlier"),
    /** The ceiling's hours. */
    CEILING_HOURS("outside the ceiling's hours"),
    /** {@link Bounds#limit()}. */
    LIMIT("over the limit"),
    /** {@link Bounds#perSecond()}. */
    PER_SECOND("over the bound per-second"),
    /** {@link Bounds#players()}. */
    PLAYERS("over the bound players"),
    /** {@link Bounds#players()}, and nobody knows whom it would touch. */
    NO_PLAYER("made for nobody known, so that players could not be counted"),
    /** {@link Bounds#totalDelay()}. */
    TOTAL_DELAY("over the bound total-delay"),
    /** {@link Bounds#concurrent()}. */
    CONCURRENT("over the bound concurrent"),
    /** Not {@link StackRoom#isThere()}. */
    NO_ROOM("made where the thread's stack was used up");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}

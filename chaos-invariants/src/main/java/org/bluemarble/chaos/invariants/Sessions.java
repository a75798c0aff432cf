package org.bluemarble.chaos.invariants;

/** Whether somebody may still change the economy on behalf of an operation whose client was told nothing. */
public enum Sessions {
    /** Nothing is known: a session of a dead server may be executing, or commit seconds after its client died. */
    MAY_RUN,
    /** The sessions of dead servers have ended and no retry is under way, as after {@link Quiesce}. */
    ENDED
}

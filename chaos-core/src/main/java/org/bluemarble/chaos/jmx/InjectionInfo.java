package org.bluemarble.chaos.jmx;

import org.jspecify.annotations.Nullable;

/** One entry of the journal. */
public interface InjectionInfo {

    /** {@return its number in the journal, from 1} */
    long getSequence();

    /** {@return when it was decided, in ISO 8601} */
    String getTime();

    /** {@return the rule's id} */
    String getRule();

    /** {@return the number of the selected call, as the rule counts} */
    long getCall();

    /** {@return the point's name} */
    String getPoint();

    /** {@return when in the call the fault acts} */
    String getPhase();

    /** {@return the fault's name} */
    String getFault();

    /** {@return the player on whose behalf the call was made, or null} */
    @Nullable
    String getPlayer();

    /** {@return the name of the calling thread} */
    String getThread();

    /** {@return whether the injection was only decided, and not made} */
    boolean isDryRun();
}

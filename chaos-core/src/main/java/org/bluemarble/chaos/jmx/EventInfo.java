package org.bluemarble.chaos.jmx;

import org.jspecify.annotations.Nullable;

/** One change to what may be injected. */
public interface EventInfo {

    /** {@return its number, from 1} */
    long getSequence();

    /** {@return when it was made, in ISO 8601} */
    String getTime();

    /** {@return what was done, for example {@code ARMED}} */
    String getKind();

    /** {@return the id of the rule it concerns, or null if it concerns all} */
    @Nullable
    String getRule();

    /** {@return who did it, as far as the JVM knows} */
    String getActor();

    /** {@return what happened, in words} */
    String getText();
}

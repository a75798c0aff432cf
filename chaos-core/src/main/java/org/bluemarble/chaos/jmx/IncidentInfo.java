package org.bluemarble.chaos.jmx;

import org.jspecify.annotations.Nullable;

/** A named incident: several rules that are armed and disarmed as one, by {@code incident:} and its name. */
public interface IncidentInfo {

    /** {@return the incident's name} */
    String getName();

    /** {@return what happens, in one sentence} */
    String getSummary();

    /** {@return where it was defined: {@code built in}, or a file's name} */
    String getOrigin();

    /** {@return its parameters with their defaults, in words} */
    String[] getParameters();

    /** {@return its rules with the defaults of its parameters; none if a parameter must be given} */
    String[] getRules();

    /** {@return whether any of its rules is armed} */
    boolean isArmed();

    /** {@return why it cannot be armed in this JVM, or null} */
    @Nullable
    String getUnavailable();
}

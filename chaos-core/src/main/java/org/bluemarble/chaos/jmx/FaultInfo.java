package org.bluemarble.chaos.jmx;

/** One fault, for help. */
public interface FaultInfo {

    /** {@return the name in rules} */
    String getName();

    /** {@return what the target does and what the caller sees} */
    String getSummary();

    /** {@return the parameters, each as {@code name (type, default): meaning}} */
    String[] getParameters();

    /** {@return the phases it can act in; the first is its own} */
    String[] getPhases();

    /** {@return the points where it makes sense; empty for every point} */
    String[] getPoints();

    /** {@return whether it makes the calling thread wait} */
    boolean isBlocking();

    /** {@return whether the ceiling must name it} */
    boolean isDestructive();
}

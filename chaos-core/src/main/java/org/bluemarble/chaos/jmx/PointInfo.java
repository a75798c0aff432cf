package org.bluemarble.chaos.jmx;

/** One injection point, for help. */
public interface PointInfo {

    /** {@return the name in rules} */
    String getName();

    /** {@return which calls pass it} */
    String getSummary();

    /** {@return the phases it offers} */
    String[] getPhases();

    /** {@return what a selector can ask for, each as {@code name (type): meaning}} */
    String[] getAttributes();
}

package org.bluemarble.chaos.jmx;

/** A sequence: rules that come and go in acts, started and stopped by its name. */
public interface SequenceInfo {

    /** {@return the sequence's name} */
    String getName();

    /** {@return whether an act of it is on} */
    boolean isRunning();

    /** {@return the number of the act that is on, from 1; 0 if none is} */
    int getAct();

    /** {@return how long that act still lasts, in milliseconds; 0 if none is on} */
    long getTimeLeftMillis();

    /** {@return its acts in words, each with how long it lasts and its rules: {@code 2m: slow: jdbc.commit latency 50ms}} */
    String[] getActs();
}

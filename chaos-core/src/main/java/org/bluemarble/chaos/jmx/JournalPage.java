package org.bluemarble.chaos.jmx;

/** The next lines of an engine's journal, and where to go on. */
public interface JournalPage {

    /** {@return JSON objects, one for each line; empty if there is nothing more now} */
    String[] getLines();

    /** {@return the number of the last injection that was read: the next call goes on after it} */
    long getInjection();

    /** {@return the number of the last change that was read: the next call goes on after it} */
    long getChange();
}

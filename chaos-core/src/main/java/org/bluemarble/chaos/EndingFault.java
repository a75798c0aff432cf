package org.bluemarble.chaos;

/** The JVM ends, in one way or another. */
public sealed interface EndingFault extends Fault permits Crash, Exit {}

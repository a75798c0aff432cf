package org.bluemarble.chaos.cli;

/** What the command's exit status tells a script. */
final class ExitStatus {

    static final int OK = 0;
    /** The JVM was reached and said no. */
    static final int REFUSED = 1;

    static final int USAGE = 2;
    static final int UNREACHABLE = 3;

    private ExitStatus() {}
}

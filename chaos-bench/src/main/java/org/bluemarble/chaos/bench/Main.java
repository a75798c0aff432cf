package org.bluemarble.chaos.bench;

/** The command line. */
public final class Main {

    private Main() {}

    /** Runs. */
    public static void main(String[] arguments) throws Exception {
        org.openjdk.jmh.Main.main(arguments);
    }
}

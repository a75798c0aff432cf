package org.bluemarble.chaos.agent;

import org.bluemarble.chaos.launcher.ChaosLauncher;

/**
 * What the agent has to say goes to standard error: a logging framework may not be touched before the game's own main
 * class. After a late attach it goes to whoever attached as well.
 */
final class Said {

    private Said() {}

    /** Says in one line what was done. */
    static void done(String text) {
        say("done: ", text);
    }

    /** Says in one line what was not done as it was asked for, and why. */
    static void refused(String text) {
        say("refused: ", text);
    }

    /** Says in one line what happened later, when nobody who attached waits for an answer. */
    static void later(String text) {
        System.err.println("chaos: " + OneLine.of(text));
    }

    private static void say(String outcome, String text) {
        String line = OneLine.of(text);
        System.err.println("chaos: " + line);
        String said = System.getProperty(ChaosLauncher.SAID);
        if (said != null) {
            System.setProperty(ChaosLauncher.SAID, said + outcome + line + "\n");
        }
    }
}

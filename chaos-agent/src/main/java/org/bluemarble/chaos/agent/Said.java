package org.bluemarble.chaos.agent;

/** What the agent has to say goes to standard error: a logging framework may not be touched before the game's own main class. */
final class Said {

    private Said() {}

    /** Says one line. A text of several lines is folded: "3 problems in chaos.yaml: line 7 ...; line 12 ...". */
    static void line(String text) {
        System.err.println("chaos: " + text.replaceAll(":\\s*\\R\\s*", ": ").replaceAll("\\s*\\R\\s*", "; "));
    }
}

package org.bluemarble.chaos.agent;

/** What the agent has to say goes to standard error: a logging framework may not be touched before the game's own main class. */
final class Said {

    private Said() {}

    /** Says one line, whatever the text: a message of several lines is folded. */
    static void line(String text) {
        System.err.println("chaos: " + text.replaceAll("\\s*\\R\\s*", "; "));
    }
}

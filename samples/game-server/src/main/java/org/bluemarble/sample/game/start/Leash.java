package org.bluemarble.sample.game.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Ties this process to whoever started it: standard input ends when they close it or die, however they die, and then this
 * process must not be left behind.
 */
public final class Leash {
    private Leash() {}

    /**
     * Reads standard input on a daemon thread.
     *
     * @param onLine gets each line, on that thread
     * @param onEnd runs once when standard input has ended
     */
    public static void hold(Consumer<String> onLine, Runnable onEnd) {
        Thread thread = new Thread(() -> read(onLine, onEnd), "leash");
        thread.setDaemon(true);
        thread.start();
    }

    private static void read(Consumer<String> onLine, Runnable onEnd) {
        BufferedReader reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                onLine.accept(line);
            }
        } catch (IOException e) {
            System.err.println("standard input broke (" + e.getMessage() + "); taken for its end");
        }
        onEnd.run();
    }
}

package org.bluemarble.sample.game.start;

import java.util.Optional;

/**
 * The one line on standard output by which a server JVM tells whoever started it that players can come.
 *
 * @param port the game port
 * @param metricsPort the Prometheus port
 * @param pid the server's process id
 */
public record ReadyLine(int port, int metricsPort, long pid) {
    /** {@return what a line says, or empty if it is some other line} */
    public static Optional<ReadyLine> parse(String line) {
        String[] words = line.split(" ");
        if (words.length != 4 || !words[0].equals("ready")) {
            return Optional.empty();
        }
        return Optional.of(new ReadyLine(
                Integer.parseInt(words[1].substring("port=".length())),
                Integer.parseInt(words[2].substring("metrics=".length())),
                Long.parseLong(words[3].substring("pid=".length()))));
    }

    /** {@return the line} */
    @Override
    public String toString() {
        return "ready port=" + port + " metrics=" + metricsPort + " pid=" + pid;
    }
}

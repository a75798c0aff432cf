package org.bluemarble.sample.demo;

import java.io.PrintStream;
import org.bluemarble.sample.demo.stage.Progress;

/**
 * Where the demo talks to people: lines that stay, and on a real terminal one last line that is always being rewritten.
 * Thread-safe.
 */
final class Terminal implements Progress {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final int columns;
    private final boolean isLive;
    private String prefix = "";
    private boolean isMuted;

    /**
     * Talks to a stream.
     *
     * @param columns width of the terminal; 0 if it is none, and then nothing is ever rewritten
     */
    Terminal(PrintStream out, int columns) {
        this.out = out;
        this.columns = columns;
        this.isLive = columns > 0;
    }

    /** Prints a line that stays. */
    synchronized void line(String text) {
        if (!isMuted) {
            out.println((isLive ? CLEAR_LINE : "") + text);
            out.flush();
        }
    }

    /** Says what the rewritten line begins with from now on. */
    synchronized void begin(String what) {
        prefix = what;
    }

    @Override
    public synchronized void show(String now) {
        if (isLive && !isMuted) {
            String text = "  " + prefix + ": " + now;
            out.print(CLEAR_LINE + text.substring(0, Math.min(text.length(), columns - 1)));
            out.flush();
        }
    }

    /** Prints a last line; what other threads still have to say is no news any more. */
    synchronized void lastLine(String text) {
        line(text);
        isMuted = true;
    }
}

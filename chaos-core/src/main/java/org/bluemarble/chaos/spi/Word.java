package org.bluemarble.chaos.spi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One word of a configuration as it was written, not yet understood.
 *
 * @param text the word, without quotes
 * @param path what it is called in messages, for example {@code rules.lose-ack.when.probability}
 * @param position where it stands; null if it came from code
 */
public record Word(String text, String path, @Nullable Position position) {

    private static final int SHOWN_AT_MOST = 80;

    public Word {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(path, "path");
    }

    /** {@return the word as messages quote it: in one line, and not longer than a line} */
    public String quoted() {
        return "'" + shown(text) + "'";
    }

    /** {@return a text for messages: without line breaks and other control characters, and cut if it is long} */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        int end = text.length() > SHOWN_AT_MOST ? SHOWN_AT_MOST - 3 : text.length();
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) ? '\ufffd' : c);
        }
        return end < text.length() ? shown.append("...").toString() : shown.toString();
    }
}

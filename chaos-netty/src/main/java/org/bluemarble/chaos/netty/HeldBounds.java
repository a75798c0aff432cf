package org.bluemarble.chaos.netty;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes may wait.
 *
 * @param byEach in one direction at one place of one channel, at least 1
 * @param byAll in all channels together, at least 1
 */
record HeldBounds(long byEach, long byAll) {

    /** As much as a socket's buffers may hold on a fast line, and 64 such lines. */
    static final HeldBounds DEFAULT = new HeldBounds(1L << 20, 64L << 20);

    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,17})\\+([1-9]\\d{0,17})");

    HeldBounds {
        if (byEach < 1 || byAll < 1) {
            throw new IllegalArgumentException(
                    "held bytes were " + byEach + " and " + byAll + " but must both be 1 or more");
        }
    }

    /** Reads {@code 1048576+67108864}. */
    static HeldBounds read(@Nullable Word word, Findings findings) {
        if (word == null) {
            return DEFAULT;
        }
        Matcher numbers = TEXT.matcher(word.text());
        if (!numbers.matches()) {
            findings.refuse(
                    word,
                    "but must be two whole numbers of bytes, each 1 or more, of one direction of a channel and of all"
                            + " channels together, for example 1048576+67108864");
            return DEFAULT;
        }
        return new HeldBounds(Long.parseLong(numbers.group(1)), Long.parseLong(numbers.group(2)));
    }
}

package org.bluemarble.chaos;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a configuration: where, what it was, and what would be right.
 *
 * @param position where it stands, for example {@code line 7} or {@code column 12}; null if it came from code
 * @param text the problem, for example {@code rules.x.when.probability was 150% but must lie between 0% and 100%}
 */
public record Problem(@Nullable String position, String text) {

    public Problem {
        Objects.requireNonNull(text, "text");
    }

    @Override
    public String toString() {
        return position == null ? text : position + "  " + text;
    }
}

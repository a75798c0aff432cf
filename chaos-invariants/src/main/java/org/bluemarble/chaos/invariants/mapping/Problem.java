package org.bluemarble.chaos.invariants.mapping;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * One thing that is wrong with a mapping.
 *
 * @param line the line of the file, from 1; empty if the mapping was built in Java
 * @param path where in the mapping, for example {@code balances[0].table}; empty for the mapping as a whole
 * @param what what it was, what it must be, and a hint
 */
public record Problem(OptionalInt line, String path, String what) {

    /** Checks. */
    public Problem {
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(what, "what");
    }

    /** {@return one line for people} */
    @Override
    public String toString() {
        String position = line.isPresent() ? String.format("%-10s", "line " + line.getAsInt()) : "";
        return position + (path.isEmpty() ? "" : path + " ") + what;
    }
}

package org.bluemarble.chaos.spi;

/**
 * Where a word of a rule stands.
 *
 * @param line in a file, from 1; 0 in the one-line spelling, which is no file
 * @param column in the line, from 1
 */
public record Position(int line, int column) implements Comparable<Position> {

    /** {@return a place in a file, both counted from 1} */
    public static Position of(int line, int column) {
        return new Position(line, column);
    }

    /** {@return a column of a line, counted from 1} */
    public static Position column(int number) {
        return new Position(0, number);
    }

    @Override
    public int compareTo(Position other) {
        return line == other.line ? Integer.compare(column, other.column) : Integer.compare(line, other.line);
    }

    /** {@return the place in words: {@code line 7, column 12} or {@code column 12}} */
    @Override
    public String toString() {
        return (line == 0 ? "" : "line " + line + ", ") + "column " + column;
    }
}

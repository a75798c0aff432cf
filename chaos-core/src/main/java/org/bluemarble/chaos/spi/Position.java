package org.bluemarble.chaos.spi;

/**
 * Where a word of a rule stands.
 *
 * @param unit {@code line} in a file, {@code column} in a line
 * @param number from 1
 */
public record Position(String unit, int number) implements Comparable<Position> {

    /** {@return a line of a file, counted from 1} */
    public static Position line(int number) {
        return new Position("line", number);
    }

    /** {@return a column of a line, counted from 1} */
    public static Position column(int number) {
        return new Position("column", number);
    }

    @Override
    public int compareTo(Position other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return unit + " " + number;
    }
}

package org.bluemarble.chaos.spi;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the known name that a mistyped one is most likely meant to be. */
public final class Nearest {

    /** Names are short; whatever is longer is not a mistyped name, and comparing it would take long. */
    private static final int LONGEST_NAME = 100;

    private Nearest() {}

    /**
     * Returns the known name with the fewest typing errors (a letter missing, added, wrong, or swapped with the next
     * one), if these are at most a third of its letters; of equally near ones the first in the alphabet.
     */
    public static Optional<String> to(String text, Collection<String> known) {
        if (text.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String name : new TreeSet<>(known)) {
            int distance = distance(text, name);
            int shorter = Math.min(text.length(), name.length());
            if (distance < least && distance < shorter && distance <= Math.max(1, shorter / 3)) {
                best = name;
                least = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** {@return {@code ; did you mean 'x'?}, or {@code otherwise} if no known name is near} */
    public static String hint(String text, Collection<String> known, String otherwise) {
        return to(text, known).map(name -> "; did you mean '" + name + "'?").orElse(otherwise);
    }

    /** {@return names as a list in words: {@code a, b and c}} */
    public static String list(Collection<String> names, String conjunction) {
        int left = names.size();
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            text.append(name);
            left--;
            if (left > 0) {
                text.append(left == 1 ? " " + conjunction + " " : ", ");
            }
        }
        return text.toString();
    }

    /** The optimal string alignment distance. */
    private static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 ? j : j == 0 ? i : least(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int least(int[][] rows, String a, String b, int i, int j) {
        int wrong = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(wrong, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }
}

package org.bluemarble.chaos.invariants.mapping;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class Nearest {

    private Nearest() {}

    /**
     * Makes a hint.
     *
     * @param written what somebody wrote
     * @param known what they could have written
     * @return {@code ; did you mean 'wallet'?}, or the list of all if none is near and they are few, or nothing
     */
    public static String hint(String written, Collection<String> known) {
        Optional<String> nearest = known.stream()
                .filter(candidate -> distance(written, candidate) <= Math.max(1, written.length() / 3))
                .min(Comparator.<String>comparingInt(candidate -> distance(written, candidate))
                        .thenComparing(Comparator.naturalOrder()));
        if (nearest.isPresent()) {
            return "; did you mean '" + nearest.get() + "'?";
        }
        if (known.isEmpty() || known.size() > 20) {
            return "";
        }
        return "; there are " + String.join(", ", known.stream().sorted().toList());
    }

    /** Levenshtein's distance, blind to case. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}

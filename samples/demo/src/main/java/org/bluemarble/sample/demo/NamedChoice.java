package org.bluemarble.sample.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bluemarble.sample.game.start.CannotStartException;

/** An option whose values are names out of a known set. */
final class NamedChoice<T> {
    /** More wrong letters than this, and it was another word that was meant. */
    private static final int MOST_TYPOS = 3;

    private final String option;
    private final Map<String, T> known = new LinkedHashMap<>();

    NamedChoice(String option, T[] values, Function<T, String> name) {
        this.option = option;
        for (T value : values) {
            known.put(name.apply(value), value);
        }
    }

    /**
     * Looks names up.
     *
     * @param names each one name or several with commas between them; none at all means every value
     * @return the values in their own order, each once
     * @throws CannotStartException for a name that is not known, with the nearest one that is
     */
    List<T> chosen(List<String> names) throws CannotStartException {
        List<T> chosen = new ArrayList<>();
        for (String list : names) {
            for (String name : list.split(",")) {
                T value = known.get(name.strip());
                if (value == null) {
                    throw new CannotStartException(option + " was '" + name.strip() + "' but must be one of "
                            + String.join(", ", known.keySet()) + nearest(name.strip()));
                }
                chosen.add(value);
            }
        }
        return known.values().stream()
                .filter(value -> names.isEmpty() || chosen.contains(value))
                .toList();
    }

    private String nearest(String name) {
        String best = "";
        int fewest = MOST_TYPOS + 1;
        for (String candidate : known.keySet()) {
            int typos = distance(name, candidate);
            if (typos < fewest) {
                fewest = typos;
                best = candidate;
            }
        }
        return best.isEmpty() ? "" : "; did you mean '" + best + "'?";
    }

    /** Insertions, deletions and replacements between two words, by the textbook. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}

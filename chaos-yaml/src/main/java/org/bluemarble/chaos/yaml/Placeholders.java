package org.bluemarble.chaos.yaml;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values for the places that a text keeps for them, as {@code ${table}}. A key whose whole value is the place of an empty
 * value is as if it were not there: a selector by a table that nobody named selects every table.
 */
record Placeholders(Map<String, String> values) {

    /** Leaves every text as it is. */
    static final Placeholders NONE = new Placeholders(Map.of());

    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]{0,64})}");

    Placeholders {
        values = Map.copyOf(values);
    }

    /** {@return the names of the places in a text} */
    static Set<String> named(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            names.add(place.group(1));
        }
        return names;
    }

    /** {@return the text with the values that are known in their places} */
    String filled(String text) {
        return values.isEmpty()
                ? text
                : PLACE.matcher(text)
                        .replaceAll(
                                place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }

    /** {@return the values of a list's element: those between bars, where it is nothing but a place} */
    List<String> several(String text) {
        String filled = filled(text);
        return PLACE.matcher(text).matches() && !filled.equals(text)
                ? List.of(filled.split("\\|", -1))
                : List.of(filled);
    }

    boolean isLeftOut(String text) {
        Matcher place = PLACE.matcher(text);
        return place.matches() && "".equals(values.get(place.group(1)));
    }
}

package org.bluemarble.chaos.jvm;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * In which classes a point {@code clock:com.game.*Auction} has clocks read: the names as in a {@link MethodPattern}.
 *
 * @param point the point's name
 * @param classes any method of the classes that are meant
 */
public record ClockPattern(String point, MethodPattern classes) {

    /** What the names of these points begin with. */
    public static final String PREFIX = "clock:";

    public ClockPattern {
        Objects.requireNonNull(point, "point");
        Objects.requireNonNull(classes, "classes");
    }

    /**
     * Reads a point's name.
     *
     * @throws IllegalArgumentException if it is no such name
     */
    public static ClockPattern of(String point) {
        if (!point.startsWith(PREFIX)) {
            throw new IllegalArgumentException("point was '" + point + "' but must read clock:package.Class");
        }
        return new ClockPattern(point, MethodPattern.of(anyMethod(point)));
    }

    /** {@return what is wrong with a point's name, as the end of a sentence; null if nothing is} */
    static @Nullable String complaint(String point) {
        if (point.indexOf('#') >= 0) {
            return "but must read clock:package.Class; all methods of a class have the same clock";
        }
        String complaint = MethodPatternReader.complaint(anyMethod(point));
        return complaint == null || !complaint.startsWith("but must read")
                ? complaint
                : "but must read clock:package.Class";
    }

    private static String anyMethod(String point) {
        return MethodPattern.PREFIX + point.substring(PREFIX.length()) + "#*";
    }
}

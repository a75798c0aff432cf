package org.bluemarble.chaos.jvm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code method:class#method(types)}, and refuses what no class file can hold or what would hit half a server. */
final class MethodPatternReader {

    private static final int LONGEST = 512;
    /** Each one multiplies the ways to match a long name. */
    private static final int MOST_WILDCARDS = 4;

    private static final String SHAPE =
            "but must read method:package.Class#method or method:package.Class#method(Type, Type)";

    private MethodPatternReader() {}

    static MethodPattern read(String point) {
        String complaint = complaint(point);
        if (complaint != null) {
            throw new IllegalArgumentException("point was '" + point + "' " + complaint);
        }
        String text = point.substring(MethodPattern.PREFIX.length());
        int hash = text.indexOf('#');
        int opened = text.indexOf('(');
        return new MethodPattern(
                point,
                text.substring(0, hash),
                text.substring(hash + 1, opened < 0 ? text.length() : opened),
                opened < 0 ? null : types(text.substring(opened + 1, text.length() - 1)));
    }

    /** {@return what is wrong with a point's name, as the end of a sentence; null if nothing is} */
    static @Nullable String complaint(String point) {
        if (!point.startsWith(MethodPattern.PREFIX)) {
            return SHAPE;
        }
        String text = point.substring(MethodPattern.PREFIX.length());
        int hash = text.indexOf('#');
        int opened = text.indexOf('(');
        if (point.length() > LONGEST) {
            return "but must be at most " + LONGEST + " characters long";
        }
        if (hash <= 0 || (opened >= 0 && (opened < hash || !text.endsWith(")")))) {
            return SHAPE;
        }
        String type = text.substring(0, hash);
        String method = text.substring(hash + 1, opened < 0 ? text.length() : opened);
        if (method.startsWith("<")) {
            return "but must not mean constructors and initialisers; name the method that calls them";
        }
        if (!isName(type, true) || !isName(method, false)) {
            return SHAPE;
        }
        if ((type + method).chars().filter(c -> c == '*').count() > MOST_WILDCARDS) {
            return "but must hold at most " + MOST_WILDCARDS + " asterisks";
        }
        if (opened >= 0 && !areTypes(text.substring(opened + 1, text.length() - 1))) {
            return SHAPE + ", with the types as the source has them, for example (String, int[])";
        }
        return tooBroad(type);
    }

    private static @Nullable String tooBroad(String type) {
        if (type.startsWith("java.") || type.startsWith("jdk.") || type.startsWith("sun.")) {
            return ", which is part of the JDK; name a class of the game, or a point of the JDK such as http.request";
        }
        if (type.startsWith("org.bluemarble.chaos.")) {
            return ", which is part of the fault injection itself; name a class of the game";
        }
        int wildcard = type.indexOf('*');
        if (wildcard >= 0 && type.substring(0, wildcard).indexOf('.') < 0) {
            return "but must begin with a package, for example method:com.game.*Service#login;"
                    + " all classes of a JVM are too many";
        }
        return null;
    }

    private static boolean isName(String text, boolean dots) {
        if (text.isEmpty() || text.startsWith(".") || text.endsWith(".") || text.contains("..")) {
            return false;
        }
        if (text.contains("***") || (!dots && text.contains("**"))) {
            return false;
        }
        // Kotlin and Scala use characters in names that Java does not.
        return text.chars()
                .allMatch(c -> c == '*'
                        || (dots && c == '.')
                        || (".;[/<>:()#,".indexOf(c) < 0 && !Character.isWhitespace(c) && !Character.isISOControl(c)));
    }

    private static boolean areTypes(String text) {
        return text.isBlank() || types(text).stream().allMatch(type -> type.matches("[\\w$.]+(\\[])*"));
    }

    private static List<String> types(String text) {
        List<String> types = new ArrayList<>();
        if (!text.isBlank()) {
            for (String type : text.split(",", -1)) {
                types.add(type.strip().replace("...", "[]"));
            }
        }
        return List.copyOf(types);
    }
}

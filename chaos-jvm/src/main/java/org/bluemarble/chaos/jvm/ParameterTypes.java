package org.bluemarble.chaos.jvm;

import java.util.ArrayList;
import java.util.List;

/**
 * The parameter types of a method as the source has them, from its descriptor.
 *
 * @param names binary names, for example {@code java.lang.String}, {@code int}, {@code byte[]}
 */
public record ParameterTypes(List<String> names) {

    public ParameterTypes {
        names = List.copyOf(names);
    }

    /**
     * Reads a descriptor.
     *
     * @param descriptor for example {@code (Ljava/lang/String;[I)Z}
     * @throws IllegalArgumentException if it is none
     */
    public static ParameterTypes of(String descriptor) {
        List<String> names = new ArrayList<>();
        int at = 1;
        while (descriptor.charAt(at) != ')') {
            int end = at;
            while (descriptor.charAt(end) == '[') {
                end++;
            }
            int dimensions = end - at;
            end = descriptor.charAt(end) == 'L' ? descriptor.indexOf(';', end) + 1 : end + 1;
            names.add(name(descriptor.substring(at + dimensions, end)) + "[]".repeat(dimensions));
            at = end;
        }
        return new ParameterTypes(names);
    }

    private static String name(String type) {
        return switch (type.charAt(0)) {
            case 'L' -> type.substring(1, type.length() - 1).replace('/', '.');
            case 'B' -> "byte";
            case 'C' -> "char";
            case 'D' -> "double";
            case 'F' -> "float";
            case 'I' -> "int";
            case 'J' -> "long";
            case 'S' -> "short";
            case 'Z' -> "boolean";
            default ->
                throw new IllegalArgumentException("parameter type was '" + type + "' but must be one of a class file");
        };
    }

    /** {@return the names without packages and outer classes} */
    public List<String> simpleNames() {
        return names.stream().map(ParameterTypes::simple).toList();
    }

    private static String simple(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }

    /** {@return whether these are the types that somebody wrote, each with or without its package} */
    boolean match(List<String> written) {
        if (written.size() != names.size()) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String type = written.get(i);
            // Nested classes are written with a dot in the source and have a dollar sign in the class file.
            if (!name.equals(type) && !name.replace('$', '.').endsWith("." + type.replace('$', '.'))) {
                return false;
            }
        }
        return true;
    }
}

package org.bluemarble.chaos.agent.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A method as class files name it.
 *
 * @param name its name
 * @param descriptor its parameter and return types, for example {@code (Ljava/lang/String;[I)Z}
 */
public record MethodName(String name, String descriptor) {

    public MethodName {
        Objects.requireNonNull(name, "name");
        if (!descriptor.matches("\\(.*\\).+")) {
            throw new IllegalArgumentException(
                    "descriptor of " + name + " was '" + descriptor + "' but must read like (Ljava/lang/String;I)V");
        }
    }

    /** {@return the name as people write it: {@code execute(String, int[])}} */
    @Override
    public String toString() {
        List<String> types = new ArrayList<>();
        int at = 1;
        while (descriptor.charAt(at) != ')') {
            int end = at;
            while (descriptor.charAt(end) == '[') {
                end++;
            }
            int dimensions = end - at;
            end = descriptor.charAt(end) == 'L' ? descriptor.indexOf(';', end) + 1 : end + 1;
            types.add(simpleName(descriptor.substring(at + dimensions, end)) + "[]".repeat(dimensions));
            at = end;
        }
        return name + "(" + String.join(", ", types) + ")";
    }

    private String simpleName(String type) {
        if (type.startsWith("L")) {
            return type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf('$')) + 1, type.length() - 1);
        }
        return switch (type) {
            case "B" -> "byte";
            case "C" -> "char";
            case "D" -> "double";
            case "F" -> "float";
            case "I" -> "int";
            case "J" -> "long";
            case "S" -> "short";
            case "Z" -> "boolean";
            default -> throw new IllegalStateException("parameter type was '" + type + "' in " + name + descriptor);
        };
    }
}

package org.bluemarble.chaos.agent.weave;

import java.util.Objects;
import org.bluemarble.chaos.jvm.ParameterTypes;

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
        return name + "(" + String.join(", ", ParameterTypes.of(descriptor).simpleNames()) + ")";
    }
}

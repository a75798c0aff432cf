package org.bluemarble.chaos.agent.weave;

import java.util.List;
import java.util.Objects;

/**
 * One class to weave, which is one line in what the agent reports.
 *
 * @param library whose it is
 * @param type the class's binary name
 * @param methods its methods to weave
 */
public record ClassWeave(Library library, String type, List<MethodWeave> methods) {

    public ClassWeave {
        Objects.requireNonNull(library, "library");
        Objects.requireNonNull(type, "type");
        methods = List.copyOf(methods);
    }

    /** {@return the weave's name, for example {@code pgjdbc PgConnection}} */
    public String name() {
        return library.name() + " " + type.substring(type.lastIndexOf('.') + 1);
    }

    /** {@return the class's name as a transformer gets it} */
    String internalName() {
        return type.replace('.', '/');
    }

    /** {@return the names of the points that calls of its methods pass} */
    List<String> points() {
        return methods.stream()
                .flatMap(method -> method.points().stream())
                .distinct()
                .toList();
    }
}

package org.bluemarble.chaos.agent.weave;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.spi.CallHandler;

/**
 * One method to weave.
 *
 * @param library whose it is
 * @param type the class's binary name
 * @param method name and descriptor
 * @param presence whether a class without the method is a version that we do not know
 * @param argument the index of the argument that the handler gets, or {@link #NO_ARGUMENT}
 * @param points the points that calls pass
 * @param handler what is done with calls; asked for when the class is woven, because types of the handler's own, of
 *     {@code java.sql} for example, need be there only then
 */
public record MethodWeave(
        Library library,
        String type,
        MethodName method,
        Presence presence,
        int argument,
        List<String> points,
        Supplier<CallHandler> handler) {

    /** The handler needs none of the arguments. */
    public static final int NO_ARGUMENT = -1;

    /** What it means if the class does not declare the method. */
    public enum Presence {
        /** We do not know this version of the library: calls would pass undisturbed, so the weave has failed. */
        REQUIRED,
        /** Some versions inherit the method, whose declaration is woven where it stands. */
        OPTIONAL
    }

    public MethodWeave {
        Objects.requireNonNull(library, "library");
        Objects.requireNonNull(handler, "handler");
        points = List.copyOf(points);
    }

    /** {@return the weave's name, for example {@code pgjdbc PgConnection.commit()}} */
    public String name() {
        return library.name() + " " + type.substring(type.lastIndexOf('.') + 1) + "." + method;
    }

    /** {@return the points themselves} */
    List<InjectionPoint> injectionPoints() {
        return points.stream().map(Chaos::point).toList();
    }
}

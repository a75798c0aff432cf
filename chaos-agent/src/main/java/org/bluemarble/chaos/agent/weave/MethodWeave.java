package org.bluemarble.chaos.agent.weave;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * One method to weave.
 *
 * @param method name and descriptor
 * @param presence what it means if the class does not declare the method
 * @param argument the index of the argument that the handler gets, {@link #NO_ARGUMENT} or {@link #ALL_ARGUMENTS}
 * @param points the names of the points that calls pass
 * @param code what the code does with a call
 * @param watch what is done with calls; asked for when the class is woven, because types of the handler's own, of
 *     {@code java.sql} for example, need be there only then
 */
public record MethodWeave(
        MethodName method, Presence presence, int argument, List<String> points, Code code, Supplier<Watch> watch) {

    /** The handler needs none of the arguments. */
    public static final int NO_ARGUMENT = -1;

    /** The handler gets all arguments, as an array. */
    public static final int ALL_ARGUMENTS = -2;

    /** What it means if the class does not declare the method. */
    public enum Presence {
        /** We do not know this version of the library: calls would pass undisturbed, so the weave has failed. */
        REQUIRED,
        /** Some versions inherit the method; it is woven where it is declared. */
        OPTIONAL
    }

    /** What the code does with a call. */
    public enum Code {
        /** Asks the handler, who may disturb the call. */
        ASK,
        /** Has the handler replace the argument; in constructors too. */
        REPLACE
    }

    public MethodWeave {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(presence, "presence");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(watch, "watch");
        points = List.copyOf(points);
    }

    /** A method whose calls the handler may disturb. */
    public MethodWeave(MethodName method, Presence presence, int argument, List<String> points, Supplier<Watch> watch) {
        this(method, presence, argument, points, Code.ASK, watch);
    }
}

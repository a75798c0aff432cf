package org.bluemarble.chaos.jvm;

import java.util.List;
import java.util.Objects;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.spi.CallHandler;
import org.bluemarble.chaos.spi.CallNesting;
import org.bluemarble.chaos.spi.OpenCall;
import org.jspecify.annotations.Nullable;

/** A method that patterns of armed rules mean, and what is done at its entry. Thread-safe. */
public final class MethodSite implements CallHandler {

    private final String type;
    private final String method;
    private final String returnType;
    private volatile List<InjectionPoint> points = List.of();

    /**
     * A site that watches nothing yet.
     *
     * @param type the binary name of the class that declares the method
     * @param method the method's name
     * @param descriptor its parameter and return types as class files have them
     */
    public MethodSite(String type, String method, String descriptor) {
        this.type = Objects.requireNonNull(type, "type");
        this.method = Objects.requireNonNull(method, "method");
        this.returnType = descriptor.substring(descriptor.indexOf(')') + 1);
    }

    /** Says which points a call passes, in this order. */
    public void watch(List<InjectionPoint> points) {
        this.points = List.copyOf(points);
    }

    String type() {
        return type;
    }

    String method() {
        return method;
    }

    /** {@return the type that the method returns, as a class file has it} */
    String returnType() {
        return returnType;
    }

    @Override
    public @Nullable OpenCall enter(@Nullable Object self, @Nullable Object argument) {
        // Making an exception runs the game's code, which may be woven as well.
        if (!CallNesting.enter(CallNesting.METHOD)) {
            return null;
        }
        try {
            return new MethodCall(this, self, argument).pass(points);
        } finally {
            CallNesting.exit(CallNesting.METHOD);
        }
    }
}

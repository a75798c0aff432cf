package org.bluemarble.chaos.jvm;

import java.util.List;
import java.util.Objects;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.Injection;
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
    private volatile InjectionPoint[] points = {};

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
        this.points = points.toArray(new InjectionPoint[0]);
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
        MethodAttributes attributes = MethodAttributes.of(this, self, argument);
        try {
            return pass(attributes, self);
        } finally {
            attributes.clear();
            CallNesting.exit(CallNesting.METHOD);
        }
    }

    /** Passes the points of all patterns that mean the method, in turn. */
    private @Nullable OpenCall pass(MethodAttributes attributes, @Nullable Object self) {
        MethodCall disturbed = null;
        boolean skips = false;
        for (InjectionPoint point : points) {
            Injection injection = point.decide(attributes);
            if (injection != null) {
                disturbed = disturbed == null ? new MethodCall(this, self) : disturbed;
                skips = disturbed.begin(injection);
                if (injection.fault() != null) {
                    // One fault acts on a call; the first armed at one point, and the first of several points.
                    break;
                }
            }
        }
        return disturbed == null ? null : disturbed.open(skips);
    }

    @Override
    public boolean wantsArgument() {
        for (InjectionPoint point : points) {
            List<AttributeKey> asked = point.askedKeys();
            for (int i = 0; i < asked.size(); i++) {
                if (MethodPoints.ARGUMENTS.contains(asked.get(i))) {
                    return true;
                }
            }
        }
        return false;
    }
}

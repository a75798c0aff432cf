package org.bluemarble.chaos.jvm;

import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.CallAttributes;
import org.jspecify.annotations.Nullable;

/**
 * What rules may know of the call that a thread is at the entry of. Each thread has one, since nothing else of a call that
 * no rule disturbs needs memory; while it is in use, the thread's other calls pass nothing.
 */
final class MethodAttributes implements CallAttributes {

    private static final ThreadLocal<MethodAttributes> OF_THREAD = ThreadLocal.withInitial(MethodAttributes::new);
    private static final Object[] NONE = {};

    private @Nullable MethodSite site;
    private @Nullable Object self;
    private Object[] arguments = NONE;

    private MethodAttributes() {}

    /** {@return the current thread's, to be {@link #clear cleared} at once after the decision} */
    static MethodAttributes of(MethodSite site, @Nullable Object self, @Nullable Object argument) {
        MethodAttributes attributes = OF_THREAD.get();
        attributes.site = site;
        attributes.self = self;
        attributes.arguments = argument instanceof Object[] all ? all : NONE;
        return attributes;
    }

    /** Lets go of the game's objects. */
    void clear() {
        site = null;
        self = null;
        arguments = NONE;
    }

    @Override
    public @Nullable Object get(AttributeKey key) {
        MethodSite here = site;
        if (here == null) {
            return null;
        } else if (key == MethodPoints.CLASS) {
            return here.type();
        } else if (key == MethodPoints.METHOD) {
            return here.method();
        } else if (key == MethodPoints.TYPE) {
            return self == null ? null : self.getClass().getName();
        } else if (key == MethodPoints.THREAD) {
            return Thread.currentThread().getName();
        }
        int index = MethodPoints.ARGUMENTS.indexOf(key);
        return index < 0 || index >= arguments.length ? null : spelled(arguments[index]);
    }

    /** Only what is known to answer fast and without calling the game: its own classes' toString may do anything. */
    private static @Nullable Object spelled(@Nullable Object value) {
        if (value == null || value instanceof String) {
            return value;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value.getClass().getName().startsWith("java.lang.") && value instanceof Comparable
                ? value.toString()
                : UNKNOWN;
    }
}

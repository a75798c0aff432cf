package org.bluemarble.chaos.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.Wrapper;
import java.util.LinkedHashSet;
import java.util.Set;
import org.bluemarble.chaos.spi.OpenCall;
import org.bluemarble.chaos.spi.SkippingCall;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC object with the engine around it. A dynamic proxy, because JDBC's interfaces have hundreds of methods and a driver
 * may implement interfaces of its own that callers cast to.
 *
 * @param <T> the JDBC interface
 */
abstract class Wrapped<T> implements InvocationHandler {

    private final T real;
    private final T proxy;

    Wrapped(T real, Class<T> type) {
        this.real = real;
        this.proxy = type.cast(Proxy.newProxyInstance(loader(real, type), interfaces(real, type), this));
    }

    /** The object that callers see. */
    final T proxy() {
        return proxy;
    }

    final T real() {
        return real;
    }

    /** {@return what all wrappers of this kind have around them} */
    static Object innermost(Object object) {
        Object inner = object;
        while (Proxy.isProxyClass(inner.getClass())
                && Proxy.getInvocationHandler(inner) instanceof Wrapped<?> wrapper) {
            inner = wrapper.real;
        }
        return inner;
    }

    /** One method of JDBC that is not {@link Object}'s and not {@link Wrapper}'s. */
    abstract @Nullable Object call(Method method, Object[] arguments) throws Throwable;

    @Override
    public final @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
        Object[] given = arguments == null ? new Object[0] : arguments;
        return switch (method.getName()) {
            case "equals" -> given.length == 1 ? self == given[0] : call(method, given);
            case "hashCode" -> given.length == 0 ? System.identityHashCode(self) : call(method, given);
            case "toString" -> given.length == 0 ? "chaos around " + real : call(method, given);
            case "unwrap" -> unwrap((Class<?>) given[0]);
            case "isWrapperFor" -> isWrapperFor((Class<?>) given[0]);
            default -> call(method, given);
        };
    }

    private Object unwrap(Class<?> type) throws SQLException {
        if (type.isInstance(proxy)) {
            return proxy;
        }
        if (type.isInstance(real)) {
            return real;
        }
        if (real instanceof Wrapper wrapper) {
            return wrapper.unwrap(type);
        }
        throw new SQLException("wrapped object was " + real.getClass().getName() + ", which is no " + type.getName());
    }

    private boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(proxy)
                || type.isInstance(real)
                || (real instanceof Wrapper wrapper && wrapper.isWrapperFor(type));
    }

    /** Calls the wrapped object, with its own exceptions. */
    final @Nullable Object pass(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** Calls the wrapped object inside a disturbed call; {@code call} is null where the call is not even looked at. */
    final @Nullable Object pass(@Nullable OpenCall call, Method method, Object[] arguments) throws Throwable {
        if (call == null) {
            return pass(method, arguments);
        }
        Object returned = null;
        Throwable thrown = null;
        if (!(call instanceof SkippingCall)) {
            try {
                returned = pass(method, arguments);
            } catch (Throwable fromTarget) {
                // Whatever the target throws is the target's answer, errors included; it is thrown on below.
                thrown = fromTarget;
            }
        }
        Throwable seen = call.exit(thrown);
        if (seen != null) {
            throw seen;
        }
        return call.result(returned);
    }

    private static ClassLoader loader(Object real, Class<?> type) {
        ClassLoader own = real.getClass().getClassLoader();
        ClassLoader ours = Wrapped.class.getClassLoader();
        return own != null && sees(own, type) ? own : ours;
    }

    private static boolean sees(ClassLoader loader, Class<?> type) {
        try {
            return Class.forName(type.getName(), false, loader) == type;
        } catch (ClassNotFoundException invisible) {
            return false;
        }
    }

    private static Class<?>[] interfaces(Object real, Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        all.add(type);
        ClassLoader loader = loader(real, type);
        for (Class<?> at = real.getClass(); at != null; at = at.getSuperclass()) {
            for (Class<?> one : at.getInterfaces()) {
                boolean visible = Modifier.isPublic(one.getModifiers())
                        && one.getModule().isExported(one.getPackageName())
                        && sees(loader, one);
                if (visible && !one.isSealed()) {
                    all.add(one);
                }
            }
        }
        return all.toArray(new Class<?>[0]);
    }
}

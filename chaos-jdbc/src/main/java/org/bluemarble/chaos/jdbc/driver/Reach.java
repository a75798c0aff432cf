package org.bluemarble.chaos.jdbc.driver;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads, writes and calls members of a driver's objects by name. What was found once is kept with the driver's class.
 *
 * <p>A member that is not there means a driver version nobody has looked at yet, and is a {@link FaultRefusedException}
 * that says so.
 */
final class Reach {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    // The value consists of JDK types only, so that a driver shared by several applications does not keep the class
    // loader of the first one that used us.
    private static final ClassValue<ConcurrentMap<String, MethodHandle>> HANDLES = new ClassValue<>() {
        @Override
        protected ConcurrentMap<String, MethodHandle> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private final Opener opener;

    Reach(Opener opener) {
        this.opener = opener;
    }

    /** {@return the value of a field, which must not be null} */
    Object get(Object target, String field) {
        @Nullable Object value = getNullable(target, field);
        if (value == null) {
            throw new FaultRefusedException(target.getClass().getName() + "." + field
                    + " was empty but must hold the session; the connection is closed");
        }
        return value;
    }

    @Nullable
    Object getNullable(Object target, String field) {
        MethodHandle getter = handle(target.getClass(), "get " + field, () -> getter(target.getClass(), field));
        return invoke(getter, target);
    }

    void set(Object target, String field, @Nullable Object value) {
        MethodHandle setter = handle(target.getClass(), "set " + field, () -> setter(target.getClass(), field));
        invoke(setter, target, value);
    }

    /** Calls the only method of that name whose parameters take these arguments. */
    @Nullable
    Object call(Object target, String method, @Nullable Object... arguments) {
        String key = "call " + method + '/' + arguments.length;
        MethodHandle handle =
                handle(target.getClass(), key, () -> unreflect(method(target.getClass(), method, false, arguments)));
        return invoke(handle, prepend(target, arguments));
    }

    @Nullable
    Object callStatic(Class<?> type, String method, @Nullable Object... arguments) {
        String key = "static " + method + '/' + arguments.length;
        return invoke(handle(type, key, () -> unreflect(method(type, method, true, arguments))), arguments);
    }

    Object construct(Class<?> type, @Nullable Object... arguments) {
        MethodHandle handle = handle(type, "new/" + arguments.length, () -> constructor(type, arguments));
        @Nullable Object made = invoke(handle, arguments);
        if (made == null) {
            throw new IllegalStateException("a constructor always returns an object");
        }
        return made;
    }

    /** {@return a class of the same driver} */
    Class<?> sibling(Object of, String name) {
        try {
            return Class.forName(name, true, of.getClass().getClassLoader());
        } catch (ClassNotFoundException e) {
            throw unknown(of.getClass(), "class " + name, e);
        }
    }

    static boolean has(Object target, String field) {
        return findField(target.getClass(), field) != null;
    }

    private static MethodHandle handle(Class<?> type, String key, Supplier<MethodHandle> find) {
        ConcurrentMap<String, MethodHandle> known = HANDLES.get(type);
        @Nullable MethodHandle handle = known.get(key);
        if (handle == null) {
            handle = find.get();
            known.put(key, handle);
        }
        return handle;
    }

    private MethodHandle getter(Class<?> type, String name) {
        Field field = field(type, name);
        try {
            return spread(LOOKUP.unreflectGetter(field));
        } catch (IllegalAccessException e) {
            throw unknown(type, "readable field " + name, e);
        }
    }

    private MethodHandle setter(Class<?> type, String name) {
        Field field = field(type, name);
        try {
            return spread(LOOKUP.unreflectSetter(field));
        } catch (IllegalAccessException e) {
            throw unknown(type, "writable field " + name, e);
        }
    }

    private Field field(Class<?> type, String name) {
        @Nullable Field field = findField(type, name);
        if (field == null) {
            throw unknown(type, "field " + name, null);
        }
        makeAccessible(field, field.getDeclaringClass());
        return field;
    }

    private static @Nullable Field findField(Class<?> type, String name) {
        for (Class<?> owner : hierarchy(type)) {
            for (Field field : owner.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        return null;
    }

    private Method method(Class<?> type, String name, boolean isStatic, @Nullable Object... arguments) {
        for (Class<?> owner : hierarchy(type)) {
            for (Method method : owner.getDeclaredMethods()) {
                if (method.getName().equals(name)
                        && !method.isBridge()
                        && Modifier.isStatic(method.getModifiers()) == isStatic
                        && takes(method.getParameterTypes(), arguments)) {
                    makeAccessible(method, owner);
                    return method;
                }
            }
        }
        throw unknown(type, "method " + name + " with " + arguments.length + " parameters", null);
    }

    private MethodHandle constructor(Class<?> type, @Nullable Object... arguments) {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (takes(constructor.getParameterTypes(), arguments)) {
                makeAccessible(constructor, type);
                try {
                    return spread(LOOKUP.unreflectConstructor(constructor));
                } catch (IllegalAccessException e) {
                    throw unknown(type, "accessible constructor", e);
                }
            }
        }
        throw unknown(type, "constructor with " + arguments.length + " parameters", null);
    }

    private static boolean takes(Class<?>[] parameters, @Nullable Object... arguments) {
        if (parameters.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < parameters.length; i++) {
            @Nullable Object argument = arguments[i];
            Class<?> boxed = MethodType.methodType(parameters[i]).wrap().returnType();
            if (argument == null ? parameters[i].isPrimitive() : !boxed.isInstance(argument)) {
                return false;
            }
        }
        return true;
    }

    private void makeAccessible(AccessibleObject member, Class<?> owner) {
        opener.open(owner);
        if (!member.trySetAccessible()) {
            throw new FaultRefusedException(
                    owner.getName() + " is in module " + owner.getModule().getName()
                            + ", which must be open to us; put the driver on the class path, or start with the agent");
        }
    }

    private static MethodHandle unreflect(Method method) {
        try {
            return spread(LOOKUP.unreflect(method));
        } catch (IllegalAccessException e) {
            throw unknown(method.getDeclaringClass(), "accessible method " + method.getName(), e);
        }
    }

    private static MethodHandle spread(MethodHandle handle) {
        int count = handle.type().parameterCount();
        return handle.asFixedArity().asType(MethodType.genericMethodType(count)).asSpreader(Object[].class, count);
    }

    private static @Nullable Object invoke(MethodHandle handle, @Nullable Object... arguments) {
        try {
            return (Object) handle.invokeExact(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new FaultRefusedException("a call into the driver failed: " + e, e);
        }
    }

    private static @Nullable Object[] prepend(Object first, @Nullable Object... rest) {
        @Nullable Object[] all = new Object[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    private static List<Class<?>> hierarchy(Class<?> type) {
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            classes.add(c);
        }
        for (Class<?> c : List.copyOf(classes)) {
            classes.addAll(Arrays.asList(c.getInterfaces()));
        }
        return classes;
    }

    private static FaultRefusedException unknown(Class<?> type, String what, @Nullable Throwable cause) {
        String text = type.getName() + " has no " + what
                + ", which this fault needs; use a driver version that the README names, or another fault";
        return cause == null ? new FaultRefusedException(text) : new FaultRefusedException(text, cause);
    }
}

package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks a method of the game server, found by its name, for the opcode of a decoded message: one of the message's class or of
 * what that extends or implements, or a static one of any class beside it that takes the message. Thread-safe.
 */
final class MethodOpcode implements OpcodeSource {

    private static final Set<Class<?>> NUMBERS = Set.of(
            byte.class,
            Byte.class,
            short.class,
            Short.class,
            char.class,
            Character.class,
            int.class,
            Integer.class,
            long.class,
            Long.class);

    private final String type;
    private final String name;

    private final ClassValue<Optional<Method>> methods = new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> message) {
            return Optional.ofNullable(find(message));
        }
    };

    MethodOpcode(OpcodePlace.OfMethod place) {
        this.type = place.type();
        this.name = place.method();
    }

    @Override
    public long opcode(Channel channel, Object message) {
        Method method = methods.get(message.getClass()).orElse(null);
        if (method == null) {
            return NONE;
        }
        try {
            Object value =
                    Modifier.isStatic(method.getModifiers()) ? method.invoke(null, message) : method.invoke(message);
            if (value == null) {
                return NONE;
            }
            return value instanceof Character letter ? letter : ((Number) value).longValue();
        } catch (IllegalAccessException | InvocationTargetException failed) {
            throw new IllegalStateException(type + "#" + name + " failed for a " + message.getClass(), failed);
        }
    }

    /** Null if messages of this class have no opcode. */
    private @Nullable Method find(Class<?> message) {
        Class<?> holder = named(message);
        boolean isMessage = holder != null;
        if (holder == null) {
            holder = beside(message);
        }
        if (holder == null) {
            return null;
        }
        List<Method> known = known(holder);
        Method found = known.stream()
                .filter(method -> Modifier.isStatic(method.getModifiers())
                        ? method.getParameterCount() == 1 && method.getParameterTypes()[0].isAssignableFrom(message)
                        : isMessage && method.getParameterCount() == 0)
                .findFirst()
                .orElse(null);
        if (known.isEmpty()) {
            throw new IllegalStateException(type + " has no method " + name);
        }
        if (found != null && !NUMBERS.contains(found.getReturnType())) {
            throw new IllegalStateException(type + "#" + name + " returns "
                    + found.getReturnType().getName() + " but must return a whole number");
        }
        if (found != null && !found.trySetAccessible()) {
            throw new IllegalStateException(type + "#" + name + " is closed to us; make its package open");
        }
        return found;
    }

    /** The message's class, or one that it extends or implements, of the name that was given. */
    private @Nullable Class<?> named(@Nullable Class<?> one) {
        if (one == null || one.getName().equals(type)) {
            return one;
        }
        Class<?> found = named(one.getSuperclass());
        for (Class<?> implemented : one.getInterfaces()) {
            found = found == null ? named(implemented) : found;
        }
        return found;
    }

    private @Nullable Class<?> beside(Class<?> message) {
        try {
            return Class.forName(type, false, message.getClassLoader());
        } catch (ClassNotFoundException notThere) {
            // Messages of other libraries pass as well: they have no opcode.
            return null;
        }
    }

    private List<Method> known(Class<?> holder) {
        List<Method> all = new ArrayList<>();
        for (Class<?> one = holder; one != null; one = one.getSuperclass()) {
            all.addAll(List.of(one.getDeclaredMethods()));
        }
        all.addAll(List.of(holder.getMethods()));
        return all.stream()
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .toList();
    }
}

package org.bluemarble.chaos.netty;

import java.util.LinkedHashSet;
import java.util.Set;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.AttributeKey;
import org.jspecify.annotations.Nullable;

/** What is known of a message that comes to a handler. One object for each place and direction, used again. */
final class MessageCall extends WireCall {

    private static final ClassValue<Set<String>> NAMES = new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> type) {
            Set<String> names = new LinkedHashSet<>();
            addNames(type, names);
            return Set.copyOf(names);
        }
    };

    private final Met met;
    private @Nullable Object message;
    private @Nullable String handler;
    private Set<String> handlerTypes = Set.of();
    private long step;
    private boolean metHere;

    MessageCall(Wire wire, Met met) {
        super(wire);
        this.met = met;
    }

    /** Names the handler that messages come to from now on; null if there is none before the socket. */
    void comesTo(@Nullable String name, @Nullable Class<?> type) {
        handler = name;
        handlerTypes = type == null ? Set.of() : NAMES.get(type);
    }

    MessageCall of(Object one) {
        message = one;
        step++;
        return this;
    }

    /** Lets go of the message. Returns whether it was here that some rule met it first. */
    boolean forget() {
        boolean here = metHere;
        message = null;
        metHere = false;
        return here;
    }

    @Override
    public boolean isNewTo(ArmedRule rule) {
        if (message == null) {
            return true;
        }
        metHere |= !met.isKnown(message);
        return met.isNewTo(message, rule);
    }

    @Override
    public long getLong(AttributeKey key) {
        if (key == NettyPoints.STEP) {
            return step;
        }
        if (key == NettyPoints.OPCODE && message != null) {
            return wire().netty().opcode(wire().channel(), message);
        }
        return super.getLong(key);
    }

    @Override
    public @Nullable Object get(AttributeKey key) {
        if (key == NettyPoints.MESSAGE) {
            return message == null ? null : NAMES.get(message.getClass());
        }
        if (key == NettyPoints.HANDLER) {
            return handler;
        }
        return key == NettyPoints.HANDLER_TYPE ? handlerTypes : super.get(key);
    }

    private static void addNames(@Nullable Class<?> type, Set<String> names) {
        if (type != null && type != Object.class) {
            names.add(type.getName());
            names.add(type.getSimpleName());
            addNames(type.getSuperclass(), names);
            for (Class<?> one : type.getInterfaces()) {
                addNames(one, names);
            }
        }
    }
}

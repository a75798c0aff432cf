package org.bluemarble.chaos;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How an exception of some class is made: the public constructor that takes the most of what a fault gives, and what each
 * of its parameters gets. Parameters for which the fault gives nothing are filled only where emptiness is harmless.
 */
final class ThrowableShape {

    private static final Set<Class<?>> NUMBERS = Set.of(int.class, long.class, Integer.class, Long.class);
    private static final Set<Class<?>> FLAGS = Set.of(boolean.class, Boolean.class);

    private final ThrowException fault;
    private final Constructor<?> constructor;
    private final Object[] arguments;
    private int texts;
    private boolean takesMessage;
    private boolean takesCause;
    private boolean takesState;
    private boolean takesCode;

    private ThrowableShape(ThrowException fault, Constructor<?> constructor, @Nullable Throwable cause) {
        this.fault = fault;
        this.constructor = constructor;
        this.arguments = Arrays.stream(constructor.getParameterTypes())
                .map(type -> argument(type, cause))
                .toArray();
    }

    static @Nullable String whyUnusable(Class<?> type, ThrowException fault, @Nullable Class<?> causeType) {
        if (!Throwable.class.isAssignableFrom(type)) {
            return ", which is no Throwable";
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            return ", which is abstract";
        }
        if (!Modifier.isPublic(type.getModifiers())) {
            return ", which is not public";
        }
        if (!type.getModule().isExported(type.getPackageName(), ThrowableShape.class.getModule())) {
            return ", which its module " + type.getModule().getName() + " does not export";
        }
        if (type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers())) {
            return ", which belongs to an instance of "
                    + type.getEnclosingClass().getName();
        }
        List<ThrowableShape> shapes = of(type, fault, causeType, null);
        if (shapes.isEmpty()) {
            return ", which has no public constructor that takes only texts, numbers, flags and a cause"
                    + constructors(type);
        }
        ThrowableShape best = shapes.get(0);
        if (fault.state() != null && !best.takesState) {
            return ", which has no public constructor that takes a state besides the message" + constructors(type);
        }
        return fault.code() != null && !best.takesCode
                ? ", which has no public constructor that takes a code" + constructors(type)
                : null;
    }

    private static String constructors(Class<?> type) {
        String list = Arrays.stream(type.getConstructors())
                .map(one -> Arrays.stream(one.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")")))
                .sorted()
                .collect(Collectors.joining(" and "));
        return list.isEmpty() ? "; it has none at all" : "; it has " + list;
    }

    /** @throws IllegalStateException if the constructor fails, or the class has changed since arming */
    static Throwable make(Class<?> type, ThrowException fault, @Nullable Throwable cause) {
        Class<?> causeType = cause == null ? null : cause.getClass();
        ThrowableShape shape = of(type, fault, causeType, cause).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("exception class " + type.getName() + " cannot be made"));
        try {
            Throwable made = (Throwable) shape.constructor.newInstance(shape.arguments);
            if (cause != null && made.getCause() == null) {
                made.initCause(cause);
            }
            return made;
        } catch (ReflectiveOperationException | LinkageError | IllegalStateException unusable) {
            Throwable why = unusable instanceof InvocationTargetException ? unusable.getCause() : unusable;
            throw new IllegalStateException("exception class " + fault.className() + " cannot be made", why);
        }
    }

    /** The best first; of equal ones that with the fewest parameters, and then the same one in every run. */
    private static List<ThrowableShape> of(
            Class<?> type, ThrowException fault, @Nullable Class<?> causeType, @Nullable Throwable cause) {
        return Arrays.stream(type.getConstructors())
                .filter(one ->
                        Arrays.stream(one.getParameterTypes()).allMatch(parameter -> isFillable(parameter, causeType)))
                .map(one -> new ThrowableShape(fault, one, cause))
                .sorted(Comparator.comparingInt(ThrowableShape::worth)
                        .reversed()
                        .thenComparingInt(shape -> shape.arguments.length)
                        .thenComparing(shape -> shape.constructor.toString()))
                .toList();
    }

    private static boolean isFillable(Class<?> type, @Nullable Class<?> causeType) {
        return type == String.class
                || NUMBERS.contains(type)
                || FLAGS.contains(type)
                || type == Throwable.class
                || type == Exception.class
                // A cause of a narrower type is often required: without one of that type it cannot be filled.
                || (Throwable.class.isAssignableFrom(type) && causeType != null && type.isAssignableFrom(causeType));
    }

    private @Nullable Object argument(Class<?> type, @Nullable Throwable cause) {
        if (type == String.class) {
            return text();
        }
        if (NUMBERS.contains(type)) {
            long number = takesCode ? 0 : Optional.ofNullable(fault.code()).orElse(0L);
            takesCode = true;
            return type == int.class || type == Integer.class ? (Object) (int) number : (Object) number;
        }
        if (FLAGS.contains(type)) {
            return false;
        }
        takesCause = true;
        return type.isInstance(cause) ? cause : null;
    }

    private String text() {
        texts++;
        if (texts == 1) {
            takesMessage = true;
            return fault.message();
        }
        takesState = true;
        String state = fault.state();
        return texts == 2 && state != null ? state : "";
    }

    /** What the fault gives and the constructor takes counts for it, what must be made up counts against it. */
    private int worth() {
        return (takesMessage ? 8 : 0)
                + wanted(takesCause, fault.cause())
                + wanted(takesState, fault.state())
                + wanted(takesCode, fault.code());
    }

    private static int wanted(boolean takes, @Nullable Object given) {
        if (!takes) {
            return 0;
        }
        return given == null ? -1 : 4;
    }
}

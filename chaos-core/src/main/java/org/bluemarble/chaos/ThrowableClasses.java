package org.bluemarble.chaos;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds exception classes by name, and makes exceptions. Who arms a rule, over JMX for example, rarely runs in the game's
 * class loader, so the loaders that the server's threads work with are asked as well. None of them is kept.
 */
final class ThrowableClasses {

    private ThrowableClasses() {}

    /** {@return what is wrong with a class for an exception fault, as the end of a sentence; null if nothing is} */
    static @Nullable String whyUnusable(String className) {
        Class<?> type = find(className);
        if (type == null) {
            return ", which no class loader here knows; write the binary name, for example java.io.IOException";
        }
        if (!Throwable.class.isAssignableFrom(type)) {
            return ", which is no Throwable";
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            return ", which is abstract";
        }
        if (constructor(type, String.class) == null && constructor(type) == null) {
            return ", which has no public constructor with a String or without parameters";
        }
        return null;
    }

    /**
     * Makes the exception that a fault names.
     *
     * @throws IllegalStateException if that cannot be done
     */
    static Throwable create(ThrowException fault) {
        Class<?> type = find(fault.className());
        if (type == null) {
            throw new IllegalStateException("exception class " + fault.className() + " is not known here any more");
        }
        try {
            Constructor<?> withMessage = constructor(type, String.class);
            Object made = withMessage == null
                    ? type.getConstructor().newInstance()
                    : withMessage.newInstance(fault.message());
            return (Throwable) made;
        } catch (ReflectiveOperationException | LinkageError unusable) {
            Throwable cause = unusable instanceof InvocationTargetException ? unusable.getCause() : unusable;
            throw new IllegalStateException("exception class " + fault.className() + " cannot be made", cause);
        }
    }

    private static @Nullable Constructor<?> constructor(Class<?> type, Class<?>... parameters) {
        try {
            return Modifier.isPublic(type.getModifiers()) ? type.getConstructor(parameters) : null;
        } catch (NoSuchMethodException none) {
            return null;
        }
    }

    private static @Nullable Class<?> find(String className) {
        for (ClassLoader loader : nearLoaders()) {
            Class<?> type = find(className, loader);
            if (type != null) {
                return type;
            }
        }
        for (ClassLoader loader : threadLoaders()) {
            Class<?> type = find(className, loader);
            if (type != null) {
                return type;
            }
        }
        return null;
    }

    private static @Nullable Class<?> find(String className, ClassLoader loader) {
        try {
            return Class.forName(className, false, loader);
        } catch (ClassNotFoundException | LinkageError unknown) {
            // A name with slashes or of another case gives a LinkageError on some file systems.
            return null;
        }
    }

    private static Set<ClassLoader> nearLoaders() {
        Set<ClassLoader> loaders = new LinkedHashSet<>();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            loaders.add(context);
        }
        loaders.add(ClassLoader.getSystemClassLoader());
        return loaders;
    }

    private static Set<ClassLoader> threadLoaders() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        // Threads that begin meanwhile may be missed: their loaders are those of the threads that began them.
        Thread[] threads = new Thread[root.activeCount() + 16];
        int count = root.enumerate(threads);
        Set<ClassLoader> loaders = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            ClassLoader loader = threads[i].getContextClassLoader();
            if (loader != null) {
                loaders.add(loader);
            }
        }
        return loaders;
    }
}

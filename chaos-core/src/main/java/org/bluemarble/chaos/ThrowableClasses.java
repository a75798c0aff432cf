package org.bluemarble.chaos;

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
        return whyUnusable(new ThrowException(className, ThrowException.DEFAULT_MESSAGE));
    }

    /** {@return what is wrong with the fault's class, as the end of a sentence; null if nothing is} */
    static @Nullable String whyUnusable(ThrowException fault) {
        Class<?> type = find(fault.className());
        if (type == null) {
            return ", which no class loader here knows; write the binary name, for example java.io.IOException";
        }
        String cause = fault.cause();
        return ThrowableShape.whyUnusable(type, fault, cause == null ? null : find(cause));
    }

    /**
     * Makes the exception that a fault names.
     *
     * @throws IllegalStateException if that cannot be done
     */
    static Throwable create(ThrowException fault) {
        String causeName = fault.cause();
        Throwable cause = causeName == null ? null : create(causeOf(causeName, fault));
        Class<?> type = find(fault.className());
        if (type == null) {
            throw new IllegalStateException("exception class " + fault.className() + " is not known here any more");
        }
        return ThrowableShape.make(type, fault, cause);
    }

    /** The cause carries the same message, and what goes with its outer exception alone is left out. */
    static ThrowException causeOf(String causeName, ThrowException fault) {
        return new ThrowException(causeName, fault.message());
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

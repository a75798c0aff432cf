package org.bluemarble.chaos.jvm;

import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.lang.reflect.Field;
import java.nio.channels.FileChannel;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fields of the JDK that say which file an object writes to. Thread-safe. */
final class JdkFields {

    private static final ConcurrentMap<Class<?>, Field> PATHS = new ConcurrentHashMap<>();
    private static volatile Consumer<Class<?>> opener = type -> {};

    private JdkFields() {}

    /** Says how the JDK's packages are opened to this module. */
    static void openedBy(Consumer<Class<?>> opener) {
        JdkFields.opener = opener;
    }

    /** {@return the path that a file was opened by; null for standard output and the like} */
    static @Nullable String pathOf(Object file) {
        // Subclasses of the game's inherit the field.
        Class<?> type = file instanceof FileOutputStream
                ? FileOutputStream.class
                : file instanceof RandomAccessFile ? RandomAccessFile.class : file.getClass();
        if (file instanceof FileChannel && !type.getName().equals("sun.nio.ch.FileChannelImpl")) {
            return null;
        }
        try {
            return (String) PATHS.computeIfAbsent(type, JdkFields::pathField).get(file);
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException("path of " + type.getName() + " cannot be read", closed);
        }
    }

    private static Field pathField(Class<?> type) {
        try {
            opener.accept(type);
            // In all three since JDK 11, up to 25 at least.
            Field path = type.getDeclaredField("path");
            path.setAccessible(true);
            return path;
        } catch (NoSuchFieldException renamed) {
            throw new IllegalStateException(type.getName() + " does not say its path in this JDK", renamed);
        }
    }
}

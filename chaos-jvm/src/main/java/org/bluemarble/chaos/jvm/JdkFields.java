package org.bluemarble.chaos.jvm;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.lang.reflect.Field;
import java.nio.Buffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fields of the JDK that say which file an object writes to. Thread-safe. */
final class JdkFields {

    private static final ConcurrentMap<String, Field> FIELDS = new ConcurrentHashMap<>();
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
        // In all three since JDK 11, up to 25 at least; so are the others below.
        return (String) read(type, "path", file);
    }

    /** {@return the number of the descriptor that an asynchronous channel writes to} */
    static int descriptorOf(AsynchronousFileChannel channel) {
        Object descriptor = read(channel, "fdObj");
        return descriptor == null ? -1 : (Integer) read(FileDescriptor.class, "fd", descriptor);
    }

    /** {@return whether an asynchronous channel was opened for writing} */
    static boolean isWritable(AsynchronousFileChannel channel) {
        return Boolean.TRUE.equals(read(channel, "writing"));
    }

    /** {@return what runs the handlers of an asynchronous channel} */
    static @Nullable Executor executorOf(AsynchronousFileChannel channel) {
        return (Executor) read(channel, "executor");
    }

    private static @Nullable Object read(AsynchronousFileChannel channel, String field) {
        Class<?> type = channel.getClass();
        while (type.getSuperclass() != AsynchronousFileChannel.class) {
            type = type.getSuperclass();
        }
        return read(type, field, channel);
    }

    /** {@return where in memory a mapped file begins} */
    static long addressOf(MappedByteBuffer buffer) {
        return (Long) read(Buffer.class, "address", buffer);
    }

    @SuppressWarnings("NullAway") // A field may hold null; the callers know which.
    private static Object read(Class<?> type, String name, Object object) {
        try {
            return FIELDS.computeIfAbsent(type.getName() + "." + name, unused -> field(type, name))
                    .get(object);
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(name + " of " + type.getName() + " cannot be read", closed);
        }
    }

    private static Field field(Class<?> type, String name) {
        try {
            opener.accept(type);
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException renamed) {
            throw new IllegalStateException(type.getName() + " does not say its " + name + " in this JDK", renamed);
        }
    }
}

package org.bluemarble.chaos.pressure;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Frees direct buffers at once. The JDK offers it in {@code sun.misc.Unsafe} alone, which is named at run time only, since
 * an image may lack its module; without it the collector frees them, some day.
 */
final class DirectBuffers {

    private static final @Nullable MethodHandle FREE = find();

    private DirectBuffers() {}

    private static @Nullable MethodHandle find() {
        try {
            Class<?> unsafe = Class.forName("sun.misc.Unsafe");
            Field instance = unsafe.getDeclaredField("theUnsafe");
            instance.setAccessible(true);
            return MethodHandles.lookup()
                    .findVirtual(unsafe, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
                    .bindTo(instance.get(null));
        } catch (ReflectiveOperationException | RuntimeException absent) {
            return null;
        }
    }

    /** Frees and forgets buffers that nobody else knows. Returns whether they are freed already. */
    static boolean free(Deque<ByteBuffer> buffers) {
        MethodHandle free = FREE;
        boolean freed = buffers.isEmpty() || free != null;
        try {
            for (ByteBuffer buffer = buffers.poll(); buffer != null; buffer = buffers.poll()) {
                if (free != null) {
                    free.invoke(buffer);
                }
            }
        } catch (RuntimeException | Error broken) {
            throw broken;
        } catch (Throwable unexpected) {
            throw new IllegalStateException("freeing a direct buffer failed", unexpected);
        }
        return freed;
    }
}

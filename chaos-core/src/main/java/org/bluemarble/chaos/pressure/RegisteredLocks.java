package org.bluemarble.chaos.pressure;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The locks of the server that rules may take, by name. Registering costs the lock nothing and keeps nothing alive.
 * Thread-safe.
 *
 * <pre>{@code
 * private final ReentrantLock vault = RegisteredLocks.register("guild-vault", new ReentrantLock());
 * }</pre>
 */
public final class RegisteredLocks {

    private static final Map<String, WeakReference<Object>> LOCKS = new ConcurrentHashMap<>();

    private RegisteredLocks() {}

    /**
     * Registers a lock, in place of an earlier one of this name.
     *
     * @param name what rules call it
     * @param lock a {@link java.util.concurrent.locks.Lock}, or any other object as a monitor
     * @return the lock
     */
    public static <T> T register(String name, T lock) {
        LOCKS.put(Objects.requireNonNull(name, "name"), new WeakReference<>(Objects.requireNonNull(lock, "lock")));
        return lock;
    }

    /** {@return the names of the locks that still exist, sorted} */
    public static List<String> names() {
        LOCKS.values().removeIf(reference -> reference.get() == null);
        return LOCKS.keySet().stream().sorted().toList();
    }

    static @Nullable Object find(String name) {
        WeakReference<Object> reference = LOCKS.get(name);
        return reference == null ? null : reference.get();
    }
}

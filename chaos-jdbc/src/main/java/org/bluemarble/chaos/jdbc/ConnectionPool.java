package org.bluemarble.chaos.jdbc;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.bluemarble.chaos.jdbc.driver.FaultRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * A pool as far as faults need it. HikariCP's data source and its inner pool are known, from 5.0; of any other pool only
 * the name of its class.
 */
final class ConnectionPool {

    private static final String HIKARI_DATA_SOURCE = "com.zaxxer.hikari.HikariDataSource";
    private static final String HIKARI_POOL = "com.zaxxer.hikari.pool.HikariPool";

    private final Object source;

    ConnectionPool(Object source) {
        this.source = source;
    }

    /** HikariCP's pool name; the class's name for a pool that is not known. */
    String name() {
        Object pool = hikariPool();
        // PoolBase.toString() is the pool's name.
        return pool == null ? source.getClass().getName() : pool.toString();
    }

    /** How long the pool lets a caller wait. */
    long acquireTimeoutNanos() {
        Object config = read(knownPool(), "config");
        return TimeUnit.MILLISECONDS.toNanos((Long) call(config, "getConnectionTimeout", new Class<?>[0]));
    }

    /** The time on the pool's own clock, which is not that of the day on every system. */
    long now() {
        Object pool = knownPool();
        try {
            Class<?> clock = Class.forName(
                    "com.zaxxer.hikari.util.ClockSource", true, pool.getClass().getClassLoader());
            return (Long) clock.getMethod("currentTime").invoke(null);
        } catch (ReflectiveOperationException unknown) {
            throw unknownVersion(pool, "ClockSource.currentTime", unknown);
        }
    }

    /** The pool's own exception for a caller that has waited since {@code start}, which {@link #now()} gave. */
    SQLException timeoutException(long start) {
        return (SQLException) call(knownPool(), "createTimeoutException", new Class<?>[] {long.class}, start);
    }

    /** Closes a connection that the pool gave out, at once or when it comes back. */
    void evict(Connection given) {
        run(knownPool(), "evictConnection", new Class<?>[] {Connection.class}, given);
    }

    /** Refuses a fault that needs more of the pool than its name. */
    void requireKnown() {
        knownPool();
    }

    private Object knownPool() {
        Object pool = hikariPool();
        if (pool == null) {
            throw new FaultRefusedException("pool was " + source.getClass().getName()
                    + " but this fault knows HikariCP alone; use latency or hang at pool.acquire");
        }
        return pool;
    }

    private @Nullable Object hikariPool() {
        Object hikari = source;
        if (source instanceof DataSource wrapper && !is(source, HIKARI_DATA_SOURCE)) {
            hikari = unwrapped(wrapper);
        }
        if (hikari == null || is(hikari, HIKARI_POOL)) {
            return hikari;
        }
        if (!is(hikari, HIKARI_DATA_SOURCE)) {
            return null;
        }
        // One of the two is set: the one by the constructor that takes a configuration, the other at the first use.
        Object pool = readNullable(hikari, "fastPathPool");
        return pool == null ? readNullable(hikari, "pool") : pool;
    }

    private static @Nullable Object unwrapped(DataSource wrapper) {
        try {
            Class<?> hikari =
                    Class.forName(HIKARI_DATA_SOURCE, false, wrapper.getClass().getClassLoader());
            return wrapper.isWrapperFor(hikari) ? wrapper.unwrap(hikari) : null;
        } catch (ClassNotFoundException | SQLException notHikari) {
            return null;
        }
    }

    private static boolean is(Object object, String className) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(className)) {
                return true;
            }
        }
        return false;
    }

    private static Object read(Object target, String field) {
        Object value = readNullable(target, field);
        if (value == null) {
            throw new FaultRefusedException(
                    target.getClass().getName() + "." + field + " was empty; the pool is closed");
        }
        return value;
    }

    private static @Nullable Object readNullable(Object target, String name) {
        for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
            try {
                Field field = type.getDeclaredField(name);
                field.setAccessible(true);
                return field.get(target);
            } catch (NoSuchFieldException inherited) {
                // Looked for in the superclass next.
            } catch (IllegalAccessException closed) {
                throw unknownVersion(target, name, closed);
            }
        }
        throw unknownVersion(target, name, null);
    }

    private static Object call(Object target, String name, Class<?>[] parameters, Object... arguments) {
        Object result = run(target, name, parameters, arguments);
        if (result == null) {
            throw unknownVersion(target, name, null);
        }
        return result;
    }

    private static @Nullable Object run(Object target, String name, Class<?>[] parameters, Object... arguments) {
        for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
            try {
                Method method = type.getDeclaredMethod(name, parameters);
                method.setAccessible(true);
                return method.invoke(target, arguments);
            } catch (NoSuchMethodException inherited) {
                // Looked for in the superclass next.
            } catch (IllegalAccessException | InvocationTargetException failed) {
                throw unknownVersion(target, name, failed);
            }
        }
        throw unknownVersion(target, name, null);
    }

    private static FaultRefusedException unknownVersion(Object target, String member, @Nullable Throwable cause) {
        String text = target.getClass().getName() + " has no usable '" + member + "'; HikariCP 5.0 to 7.1 are known";
        return cause == null ? new FaultRefusedException(text) : new FaultRefusedException(text, cause);
    }
}

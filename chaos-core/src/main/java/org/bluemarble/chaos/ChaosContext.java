package org.bluemarble.chaos;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bluemarble.chaos.spi.ContextCarrying;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf the current thread works, and at what: the player, the session, the shard, the operation, the test; and
 * the engine whose rules may touch its calls. Immutable. Server code opens one where work for a player begins, and takes it
 * along to other threads with {@link #wrap(Runnable)} and its like. Targets open none: they cannot know for whom they work.
 *
 * <pre>{@code
 * try (var scope = ChaosContext.current().withPlayer("p17").withOperation("trade").open()) {
 *     executor.execute(ChaosContext.wrap(() -> inventory.move(item, chest)));
 * }
 * }</pre>
 */
public final class ChaosContext {

    private static final ChaosContext EMPTY = new ChaosContext(new @Nullable String[ContextAttribute.SLOTS], null);
    // Holds nothing but core's classes and strings: a pooled thread keeps no application class loader alive.
    private static final ThreadLocal<@Nullable Scope> INNERMOST = new ThreadLocal<>();

    /** By {@link ContextAttribute}; never changed. */
    private final @Nullable String[] values;

    private final @Nullable Chaos engine;

    private ChaosContext(@Nullable String[] values, @Nullable Chaos engine) {
        this.values = values;
        this.engine = engine;
    }

    /** {@return the current thread's context; an empty one if none is open} */
    public static ChaosContext current() {
        Scope scope = INNERMOST.get();
        return scope == null ? EMPTY : scope.context;
    }

    /** {@return the current thread's player, or null; asked at every call while a rule for a player is armed} */
    static @Nullable String currentPlayer() {
        Scope scope = INNERMOST.get();
        return scope == null ? null : scope.player;
    }

    /** {@return what the current thread's context says of an attribute, or null; asked as often} */
    static @Nullable String currentValue(ContextAttribute attribute) {
        Scope scope = INNERMOST.get();
        if (scope == null) {
            return null;
        }
        return attribute == ContextAttribute.PLAYER ? scope.player : scope.context.values[attribute.slot()];
    }

    /** {@return a context of nobody} */
    public static ChaosContext empty() {
        return EMPTY;
    }

    /** {@return this context for another player} */
    public ChaosContext withPlayer(String player) {
        return with(ContextAttribute.PLAYER, player);
    }

    /** {@return this context for another session} */
    public ChaosContext withSession(String session) {
        return with(ContextAttribute.SESSION, session);
    }

    /** {@return this context for work on another shard} */
    public ChaosContext withShard(String shard) {
        return with(ContextAttribute.SHARD, shard);
    }

    /** {@return this context for another operation, such as {@code trade}} */
    public ChaosContext withOperation(String operation) {
        return with(ContextAttribute.OPERATION, operation);
    }

    /** {@return this context for another test} */
    public ChaosContext withTest(String test) {
        return with(ContextAttribute.TEST, test);
    }

    private ChaosContext with(ContextAttribute attribute, String value) {
        @Nullable String[] changed = values.clone();
        changed[attribute.slot()] =
                Objects.requireNonNull(value, attribute.key().name());
        return new ChaosContext(changed, engine);
    }

    /** {@return this context inside the scope of an engine: its rules touch calls made in it} */
    public ChaosContext withEngine(Chaos engine) {
        return new ChaosContext(values, Objects.requireNonNull(engine, "engine"));
    }

    /** {@return the player's id, or null if the work is nobody's} */
    public @Nullable String player() {
        return values[ContextAttribute.PLAYER.slot()];
    }

    /** {@return the session's id, or null} */
    public @Nullable String session() {
        return values[ContextAttribute.SESSION.slot()];
    }

    /** {@return the shard's name, or null} */
    public @Nullable String shard() {
        return values[ContextAttribute.SHARD.slot()];
    }

    /** {@return the operation's name, or null} */
    public @Nullable String operation() {
        return values[ContextAttribute.OPERATION.slot()];
    }

    /** {@return the test's name, or null} */
    public @Nullable String test() {
        return values[ContextAttribute.TEST.slot()];
    }

    /** {@return the engine in whose scope the thread works, or null for the global one alone} */
    public @Nullable Chaos engine() {
        return engine;
    }

    /** {@return an attribute that the context carries, or null} */
    public @Nullable Object get(AttributeKey key) {
        ContextAttribute attribute = ContextAttribute.of(key);
        return attribute == ContextAttribute.NONE ? null : values[attribute.slot()];
    }

    /**
     * Makes this the current thread's context until the scope is closed, which brings the former one back. Close scopes on
     * the thread that opened them, innermost first; one that is closed too early lasts no longer than those inside it.
     */
    public Scope open() {
        Scope scope = new Scope(this, INNERMOST.get(), Thread.currentThread(), false);
        INNERMOST.set(scope);
        return scope;
    }

    /** {@return a task that runs in the context that is current now, on whatever thread, and leaves none behind there} */
    public static Runnable wrap(Runnable task) {
        return (Runnable) carried(task);
    }

    /** {@return a task that runs in the context that is current now} */
    @SuppressWarnings("unchecked")
    public static <T> Callable<T> wrap(Callable<T> task) {
        return (Callable<T>) carried(task);
    }

    /** {@return a supplier that is asked in the context that is current now} */
    @SuppressWarnings("unchecked")
    public static <T> Supplier<T> wrapSupplier(Supplier<T> supplier) {
        return (Supplier<T>) carried(supplier);
    }

    /** {@return a callback that runs in the context that is current now} */
    @SuppressWarnings("unchecked")
    public static <T, R> Function<T, R> wrapFunction(Function<T, R> callback) {
        return (Function<T, R>) carried(callback);
    }

    /** {@return a callback that runs in the context that is current now} */
    @SuppressWarnings("unchecked")
    public static <T, U, R> BiFunction<T, U, R> wrapBiFunction(BiFunction<T, U, R> callback) {
        return (BiFunction<T, U, R>) carried(callback);
    }

    /** {@return a callback that runs in the context that is current now} */
    @SuppressWarnings("unchecked")
    public static <T> Consumer<T> wrapConsumer(Consumer<T> callback) {
        return (Consumer<T>) carried(callback);
    }

    /** {@return a callback that runs in the context that is current now} */
    @SuppressWarnings("unchecked")
    public static <T, U> BiConsumer<T, U> wrapBiConsumer(BiConsumer<T, U> callback) {
        return (BiConsumer<T, U>) carried(callback);
    }

    /** {@return an executor whose tasks run in the context in which they are handed over} */
    public static Executor wrap(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        return task -> executor.execute(wrap(task));
    }

    /** {@return an executor whose tasks run in the context in which they are handed over} */
    public static ExecutorService wrap(ExecutorService executor) {
        return new CarryingExecutor(Objects.requireNonNull(executor, "executor"));
    }

    /** {@return an executor whose tasks run in the context in which they are handed over, every time} */
    public static ScheduledExecutorService wrap(ScheduledExecutorService executor) {
        return new CarryingExecutor.Scheduled(Objects.requireNonNull(executor, "executor"));
    }

    private static Object carried(Object task) {
        return Objects.requireNonNull(ContextCarrying.carry(Objects.requireNonNull(task, "task")));
    }

    /**
     * Makes this the current thread's context until another call replaces it, for libraries that carry contexts without
     * scopes. The empty context brings back what was open before the first call.
     */
    public void replaceCurrent() {
        Scope innermost = INNERMOST.get();
        Scope former = innermost != null && innermost.replaceable ? innermost.former : innermost;
        INNERMOST.set(this == EMPTY ? former : new Scope(this, former, Thread.currentThread(), true));
    }

    /** The time during which a context is current. Closing twice is harmless. */
    public static final class Scope implements AutoCloseable {

        private final ChaosContext context;
        // The context's own: one reference less to follow.
        private final @Nullable String player;
        private final @Nullable Scope former;
        private final Thread owner;
        private final boolean replaceable;
        private boolean closed;

        private Scope(ChaosContext context, @Nullable Scope former, Thread owner, boolean replaceable) {
            this.context = context;
            this.player = context.player();
            this.former = former;
            this.owner = owner;
            this.replaceable = replaceable;
        }

        /**
         * Brings the former context back, whatever was opened inside and forgotten: where a pooled thread's task ends.
         *
         * @throws IllegalStateException if called by another thread than the one that opened the scope
         */
        public void closeAll() {
            checkOwner();
            if (!closed) {
                closed = true;
                INNERMOST.set(former);
            }
        }

        /**
         * Brings the former context back.
         *
         * @throws IllegalStateException if called by another thread than the one that opened the scope
         */
        @Override
        public void close() {
            checkOwner();
            closed = true;
            // What was closed too early goes now: a pooled thread must not work for one player for ever.
            Scope open = INNERMOST.get();
            while (open != null && open.isOver()) {
                open = open.former;
            }
            // Set and not removed: the next look would otherwise allocate an entry again, on every undisturbed call.
            INNERMOST.set(open);
        }

        /** What replaced the context inside a scope ends with it: nobody else may ever end it. */
        private boolean isOver() {
            return closed || (replaceable && former != null && former.closed);
        }

        private void checkOwner() {
            if (Thread.currentThread() != owner) {
                throw new IllegalStateException(
                        "context scope was closed by " + Thread.currentThread().getName() + " but must be closed by "
                                + owner.getName() + ", which opened it");
            }
        }
    }
}

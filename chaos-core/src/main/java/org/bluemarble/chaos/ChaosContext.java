package org.bluemarble.chaos;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf the current thread works: the player, and the engine whose rules may touch its calls. Immutable.
 *
 * <pre>{@code
 * try (var scope = ChaosContext.current().withPlayer("p17").open()) {
 *     inventory.move(item, chest);
 * }
 * }</pre>
 */
public final class ChaosContext {

    private static final ChaosContext EMPTY = new ChaosContext(null, null);
    // Holds nothing but core's classes and strings: a pooled thread keeps no application class loader alive.
    private static final ThreadLocal<@Nullable Scope> INNERMOST = new ThreadLocal<>();

    private final @Nullable String player;
    private final @Nullable Chaos engine;

    private ChaosContext(@Nullable String player, @Nullable Chaos engine) {
        this.player = player;
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

    /** {@return a context of nobody} */
    public static ChaosContext empty() {
        return EMPTY;
    }

    /** {@return this context for another player} */
    public ChaosContext withPlayer(String player) {
        return new ChaosContext(Objects.requireNonNull(player, "player"), engine);
    }

    /** {@return this context inside the scope of an engine: its rules touch calls made in it} */
    public ChaosContext withEngine(Chaos engine) {
        return new ChaosContext(player, Objects.requireNonNull(engine, "engine"));
    }

    /** {@return the player's id, or null if the work is nobody's} */
    public @Nullable String player() {
        return player;
    }

    /** {@return the engine in whose scope the thread works, or null for the global one alone} */
    public @Nullable Chaos engine() {
        return engine;
    }

    /** {@return an attribute that the context carries, or null} */
    public @Nullable Object get(AttributeKey key) {
        return key == AttributeKey.PLAYER ? player : null;
    }

    /**
     * Makes this the current thread's context until the scope is closed, which brings the former one back. Close scopes on
     * the thread that opened them, innermost first; one that is closed too early lasts no longer than those inside it.
     */
    public Scope open() {
        Scope scope = new Scope(this, INNERMOST.get(), Thread.currentThread());
        INNERMOST.set(scope);
        return scope;
    }

    /** The time during which a context is current. Closing twice is harmless. */
    public static final class Scope implements AutoCloseable {

        private final ChaosContext context;
        // The context's own: one reference less to follow.
        private final @Nullable String player;
        private final @Nullable Scope former;
        private final Thread owner;
        private boolean closed;

        private Scope(ChaosContext context, @Nullable Scope former, Thread owner) {
            this.context = context;
            this.player = context.player;
            this.former = former;
            this.owner = owner;
        }

        /**
         * Brings the former context back.
         *
         * @throws IllegalStateException if called by another thread than the one that opened the scope
         */
        @Override
        public void close() {
            if (Thread.currentThread() != owner) {
                throw new IllegalStateException(
                        "context scope was closed by " + Thread.currentThread().getName() + " but must be closed by "
                                + owner.getName() + ", which opened it");
            }
            closed = true;
            // What was closed too early goes now: a pooled thread must not work for one player for ever.
            Scope open = INNERMOST.get();
            while (open != null && open.closed) {
                open = open.former;
            }
            // Set and not removed: the next look would otherwise allocate an entry again, on every undisturbed call.
            INNERMOST.set(open);
        }
    }
}

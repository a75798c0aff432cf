package org.bluemarble.chaos;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects what an engine needs. Not thread-safe. */
public final class ChaosBuilder {

    /**
     * The system property with the seed of every engine that is given none: a whole number, or {@code random}, which is the
     * default. A test suite that sets it decides in every run as in the one before.
     */
    public static final String SEED_PROPERTY = "bluemarble.chaos.seed";

    private final String name;
    private @Nullable Long seed;
    private Ceiling ceiling = Ceiling.DEFAULT;
    private @Nullable Recording replayed;
    private ChaosClock clock = ChaosClock.system();
    private @Nullable Path signalFile;

    ChaosBuilder(String name) {
        if (!FaultRule.isId(name)) {
            throw new IllegalArgumentException("engine name was '" + name
                    + "' but must be 1 to 64 lower-case letters, digits and hyphens, and begin with a letter or digit");
        }
        this.name = name;
    }

    /** Sets the seed of all random decisions; if not called, it is {@link #SEED_PROPERTY}'s, or a random one. */
    public ChaosBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Has the engine decide again what was decided before, with the recorded seed: call <i>n</i> of a rule is disturbed, and
     * for as long, as call <i>n</i> of the rule of that id was. The rules are armed as ever; see {@link Recording#rules()}.
     */
    public ChaosBuilder replay(Recording recording) {
        this.replayed = Objects.requireNonNull(recording, "recording");
        return this;
    }

    /** Sets what the engine may ever do; {@link Ceiling#DEFAULT} if not called. */
    public ChaosBuilder ceiling(Ceiling ceiling) {
        this.ceiling = Objects.requireNonNull(ceiling, "ceiling");
        return this;
    }

    /** Sets where the engine takes the time from; the system's clock if not called. */
    public ChaosBuilder clock(ChaosClock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /**
     * Names a file that is a kill switch: while it exists, everything is disarmed and nothing may be armed. It is looked at
     * five times a second while something is armed, and whenever something is to be. Its directory need not exist. When it is
     * gone, rules may be armed again; none comes back by itself. There is none if not called.
     */
    public ChaosBuilder signalFile(Path file) {
        this.signalFile = Objects.requireNonNull(file, "file");
        return this;
    }

    /**
     * Builds an engine of its own.
     *
     * @throws IllegalArgumentException if the name is that of the global engine, or {@link #SEED_PROPERTY} is no seed
     */
    public Chaos build() {
        if (name.equals(Chaos.GLOBAL_NAME)) {
            throw new IllegalArgumentException("engine name was '" + name + "', which is Chaos.global()'s");
        }
        return new Chaos(this);
    }

    /**
     * Builds the engine that {@link Chaos#global()} returns from now on. Its name must be {@code global}. For server code
     * that brings a ceiling or a seed of its own, before anything else asks for the global engine. Its ceiling is closed if
     * {@link #SEED_PROPERTY} is no seed: a server must not fail for that.
     *
     * @throws IllegalStateException if there is a global engine already: its ceiling cannot be changed
     */
    public Chaos buildGlobal() {
        if (!name.equals(Chaos.GLOBAL_NAME)) {
            throw new IllegalArgumentException("engine name was '" + name + "' but must be 'global'");
        }
        return GlobalEngine.set(new Chaos(forGlobal()));
    }

    /**
     * Gives the global engine this ceiling, seed and replay, where its ceiling is closed: for the agent, whose options may be
     * corrected by another attach. Nothing was armed until now, since nothing could be. The engine keeps its clock.
     *
     * @throws IllegalStateException if the ceiling of the global engine is not closed: then it cannot be changed
     */
    public Chaos reopenGlobal() {
        return GlobalEngine.reopen(this);
    }

    /** The global engine is there in any case: who arms a rule is told what was wrong with the JVM's seed. */
    ChaosBuilder forGlobal() {
        if (replayed == null && seed == null) {
            try {
                seed = DefaultSeed.next();
            } catch (IllegalArgumentException wrong) {
                seed = 0L;
                ceiling = Ceiling.closed(Objects.requireNonNull(wrong.getMessage()));
            }
        }
        return this;
    }

    String name() {
        return name;
    }

    long seed() {
        if (replayed != null) {
            return replayed.seed();
        }
        return seed == null ? DefaultSeed.next() : seed;
    }

    @Nullable
    Recording replayed() {
        return replayed;
    }

    Ceiling ceiling() {
        return ceiling;
    }

    ChaosClock clock() {
        return clock;
    }

    @Nullable
    Path signalFile() {
        return signalFile;
    }
}

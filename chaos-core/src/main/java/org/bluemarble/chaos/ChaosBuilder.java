package org.bluemarble.chaos;

import java.nio.file.Path;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Collects what an engine needs. Not thread-safe. */
public final class ChaosBuilder {

    private final String name;
    // Not SecureRandom: it would load the security providers before the server's main class can configure them.
    private long seed = new SplittableRandom().nextLong();
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

    /** Sets the seed of all random decisions; a random one if not called. */
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
     * @throws IllegalArgumentException if the name is that of the global engine
     */
    public Chaos build() {
        if (name.equals(Chaos.GLOBAL_NAME)) {
            throw new IllegalArgumentException("engine name was '" + name + "', which is Chaos.global()'s");
        }
        return new Chaos(this);
    }

    /**
     * Builds the engine that {@link Chaos#global()} returns from now on. Its name must be {@code global}. For server code
     * that brings a ceiling or a seed of its own, before anything else asks for the global engine.
     *
     * @throws IllegalStateException if there is a global engine already: its ceiling cannot be changed
     */
    public Chaos buildGlobal() {
        if (!name.equals(Chaos.GLOBAL_NAME)) {
            throw new IllegalArgumentException("engine name was '" + name + "' but must be 'global'");
        }
        return GlobalEngine.set(new Chaos(this));
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

    String name() {
        return name;
    }

    long seed() {
        return replayed == null ? seed : replayed.seed();
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

package org.bluemarble.chaos.invariants.model;

/**
 * What the client of an operation knows about it, and so which worlds are possible.
 *
 * <p>A state of the database is a violation only if no possible world explains it. An operation in doubt leaves two worlds, it
 * took effect once or not at all; no operation leaves a world in which it took effect in part, or twice.
 */
public sealed interface Outcome {

    /**
     * Tells whether a world exists in which the operation took effect this often.
     *
     * @param times how often the whole operation took effect, from 0
     * @return whether what the client knows permits it
     */
    boolean allows(long times);

    /** The client was told that it is done: it took effect, once. */
    record Acknowledged() implements Outcome {
        @Override
        public boolean allows(long times) {
            return times == 1;
        }
    }

    /** The client was told that it failed: it has no effect, and never will have one. */
    record Refused() implements Outcome {
        @Override
        public boolean allows(long times) {
            return times == 0;
        }
    }

    /**
     * The client was told nothing.
     *
     * @param running whether a database session may still carry it out. If not it is settled: whether it took effect is fixed,
     *     merely unknown to the client, and the witness row tells
     */
    record InDoubt(boolean running) implements Outcome {
        @Override
        public boolean allows(long times) {
            return times == 0 || times == 1;
        }
    }
}

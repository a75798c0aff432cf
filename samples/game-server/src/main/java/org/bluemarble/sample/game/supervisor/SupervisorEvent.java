package org.bluemarble.sample.game.supervisor;

import java.time.Instant;
import org.bluemarble.sample.game.start.ReadyLine;

/** What happened to the supervised server, in order. */
public sealed interface SupervisorEvent {
    /** {@return when} */
    Instant at();

    /**
     * Players can come (again).
     *
     * @param at when
     * @param ready what the server said of itself
     */
    record Ready(Instant at, ReadyLine ready) implements SupervisorEvent {}

    /**
     * The server's JVM ended although nobody had asked it to.
     *
     * @param at when
     * @param pid its process id
     * @param exitStatus as the operating system reports it: 137 after {@code kill -9}
     */
    record Died(Instant at, long pid, int exitStatus) implements SupervisorEvent {}

    /**
     * There will be no further restart.
     *
     * @param at when
     * @param why for the operator
     */
    record GaveUp(Instant at, String why) implements SupervisorEvent {}
}

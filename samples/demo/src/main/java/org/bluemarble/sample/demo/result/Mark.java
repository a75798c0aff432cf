package org.bluemarble.sample.demo.result;

import java.time.Instant;

/** Something that happened in a run and is drawn into its timeline. */
public sealed interface Mark {
    /** {@return when it began} */
    Instant from();

    /** {@return when it was over; the same as {@link #from()} for what takes no time} */
    default Instant to() {
        return from();
    }

    /** {@return what happened, in words} */
    String words();

    /**
     * A rule was armed: calls may be disturbed from now until then.
     *
     * @param from when it was armed
     * @param to when it was disarmed, or died with its JVM
     * @param words the rule as it was armed
     */
    record Armed(Instant from, Instant to, String words) implements Mark {}

    /**
     * A call was disturbed.
     *
     * @param from when this was seen over JMX
     * @param words which fault
     */
    record Injected(Instant from, String words) implements Mark {}

    /**
     * The game server's JVM was dead.
     *
     * @param from its death
     * @param to when the next incarnation was ready for players
     * @param words how it died
     */
    record ServerDown(Instant from, Instant to, String words) implements Mark {}

    /**
     * The database was dead.
     *
     * @param from when it was killed
     * @param to when it accepted connections again
     * @param words how it died
     */
    record DatabaseDown(Instant from, Instant to, String words) implements Mark {}

    /**
     * An operation that turned out to break an invariant was answered, or asked for the last time.
     *
     * @param from when, by the bots' clock
     * @param invariant which one it breaks
     * @param words the witness
     */
    record Violated(Instant from, String invariant, String words) implements Mark {}
}

package org.bluemarble.chaos.observe;

import org.bluemarble.chaos.Chaos;

/**
 * Turns on what needs no set-up: flight recorder events, log marks and span events, each where its API is present. Public
 * only for the engine, which calls it when the first rule is armed: who never arms one loads nothing of this.
 */
public final class Signals {

    private Signals() {}

    /** Lets an engine's injections and changes be seen. */
    public static void of(Chaos engine) {
        if (ModuleLayer.boot().findModule("jdk.jfr").isPresent()) {
            FlightRecords.of(engine);
        }
        engine.observe(new LogMarks());
        engine.observe(new SpanEvents());
    }
}

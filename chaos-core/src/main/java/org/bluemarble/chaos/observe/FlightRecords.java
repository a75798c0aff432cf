package org.bluemarble.chaos.observe;

import jdk.jfr.Event;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosEvent;
import org.bluemarble.chaos.InjectionEnd;
import org.bluemarble.chaos.InjectionObservation;
import org.bluemarble.chaos.JournalEntry;
import org.jspecify.annotations.Nullable;

/** Writes injections and changes into the flight recorder. Loaded only where there is one: jlink images may lack it. */
final class FlightRecords {

    private final String engine;

    private FlightRecords(String engine) {
        this.engine = engine;
    }

    static void of(Chaos engine) {
        FlightRecords records = new FlightRecords(engine.name());
        // Made here, so that their classes are not loaded with the first injection, while a tick waits.
        loaded(new InjectionEvent());
        loaded(new ChangeEvent());
        engine.observe(records::decided);
        engine.listen(records::changed);
    }

    /** Asks what is asked with every event, so that the recorder's own classes are there as well. */
    private static boolean loaded(Event event) {
        return event.isEnabled();
    }

    private @Nullable InjectionObservation decided(JournalEntry entry) {
        InjectionEvent event = new InjectionEvent();
        if (!event.isEnabled()) {
            return null;
        }
        event.begin();
        event.engine = engine;
        event.rule = entry.rule();
        event.arming = entry.arming();
        event.call = entry.call();
        event.point = entry.point();
        event.phase = entry.phase().spelling();
        event.fault = entry.fault();
        event.decision = entry.decision().spelling();
        event.cohort = entry.cohort();
        event.player = entry.player();
        event.delay = entry.delayNanos();
        event.callThread = entry.thread();
        if (entry.haltsJvm()) {
            // Its end never comes.
            event.commit();
            return null;
        }
        return new Recorded(event);
    }

    private void changed(ChaosEvent change) {
        ChangeEvent event = new ChangeEvent();
        if (event.isEnabled()) {
            event.engine = engine;
            event.kind = change.kind().spelling();
            event.rule = change.rule();
            event.actor = change.actor();
            event.text = change.text();
            event.commit();
        }
    }

    /** An injection that is under way. */
    private record Recorded(InjectionEvent event) implements InjectionObservation {

        @Override
        public void ended(InjectionEnd end) {
            event.outcome = end.outcome().spelling();
            event.added = end.addedNanos();
            event.reason = end.reason();
            event.commit();
        }
    }
}

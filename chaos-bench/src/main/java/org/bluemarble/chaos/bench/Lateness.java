package org.bluemarble.chaos.bench;

import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.InjectionEnd;
import org.bluemarble.chaos.InjectionObservation;
import org.bluemarble.chaos.InjectionObserver;
import org.bluemarble.chaos.JournalEntry;

/**
 * How many microseconds after its time each injected delay was over: from the decision, whose delay is known exactly, until
 * the handlers behind had their bytes. Thread-safe.
 */
final class Lateness implements InjectionObserver {

    private Samples micros = new Samples();

    Lateness() {
        // For as long as the JVM lives.
        Runnable unused = Chaos.global().observe(this);
    }

    @Override
    public InjectionObservation decided(JournalEntry entry) {
        long begun = System.nanoTime();
        return new InjectionObservation() {
            @Override
            public void ended(InjectionEnd end) {
                if (end.outcome() == InjectionEnd.Outcome.DONE) {
                    add((System.nanoTime() - begun - entry.delayNanos()) / 1e3);
                }
            }
        };
    }

    private synchronized void add(double late) {
        micros.add(late);
    }

    /** {@return what was measured since this was last asked} */
    synchronized Samples take() {
        Samples taken = micros;
        micros = new Samples();
        return taken;
    }
}

package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.spi.Findings;

/** The sequences that run in one engine. Thread-safe. */
final class SequenceBook {

    private final Chaos engine;
    private final Map<String, RunningSequence> running = new LinkedHashMap<>();

    SequenceBook(Chaos engine) {
        this.engine = engine;
    }

    /** Checks every act, so that none is refused in the middle for what can be seen now, and begins the first. */
    RunningSequence start(RuleSequence sequence) {
        Findings findings = new Findings();
        for (RuleSequence.Act act : sequence.acts()) {
            engine.book().checkAct(RunningSequence.parts(act, findings), findings);
        }
        findings.throwIfAny("sequence '" + sequence.name() + "'");
        RunningSequence started = new RunningSequence(engine, sequence, this::forget);
        synchronized (this) {
            if (running.putIfAbsent(sequence.name(), started) != null) {
                throw new IllegalStateException(
                        "sequence '" + sequence.name() + "' runs already; stop it first, or choose another name");
            }
        }
        started.next();
        return started;
    }

    private synchronized void forget(RunningSequence ended) {
        // Its name may be another's by now.
        running.remove(ended.sequence().name(), ended);
    }

    synchronized List<RunningSequence> all() {
        return List.copyOf(running.values());
    }

    /** Everything is being disarmed: no act follows. The rule book holds its monitor. */
    void stopAll() {
        List<RunningSequence> all;
        synchronized (this) {
            all = new ArrayList<>(running.values());
            running.clear();
        }
        all.forEach(RunningSequence::stop);
    }
}

package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.spi.Findings;

/** The sequences of one engine: those that run, and those that may be started by name. Thread-safe. */
final class SequenceBook {

    /** Nobody keeps more in mind; code that makes up a name for each start must not fill the heap. */
    private static final int MOST_KNOWN = 1000;

    private final Chaos engine;
    private final Audit audit;
    private final Map<String, RunningSequence> running = new LinkedHashMap<>();
    /** By name, the latest of each; what was declared or started longest ago is forgotten first. */
    private final Map<String, RuleSequence> known = new LinkedHashMap<>();

    SequenceBook(Chaos engine, Audit audit) {
        this.engine = engine;
        this.audit = audit;
    }

    synchronized void declare(RuleSequence sequence) {
        known.remove(sequence.name());
        known.put(sequence.name(), sequence);
        if (known.size() > MOST_KNOWN) {
            known.remove(known.keySet().iterator().next());
        }
    }

    /** Starts one that was declared, or started before. */
    RunningSequence start(String name, String actor) {
        RuleSequence sequence;
        synchronized (this) {
            sequence = known.get(name);
            if (sequence == null) {
                throw new IllegalArgumentException("name was '" + name + "' but must be that of a known sequence; "
                        + (known.isEmpty() ? "none is known" : "known: " + String.join(", ", known.keySet())));
            }
        }
        return start(sequence, actor);
    }

    /** Checks every act, so that none is refused in the middle for what can be seen now, and begins the first. */
    RunningSequence start(RuleSequence sequence, String actor) {
        refuseTwice(sequence.name());
        Findings findings = new Findings();
        for (RuleSequence.Act act : sequence.acts()) {
            engine.book().checkAct(RunningSequence.parts(act, findings), findings);
        }
        String source = "sequence '" + sequence.name() + "'";
        if (!findings.isEmpty()) {
            throw engine.book().refuse(actor, source, findings);
        }
        RunningSequence started = new RunningSequence(engine, sequence, this::forget);
        synchronized (this) {
            refuseTwice(sequence.name());
            running.put(sequence.name(), started);
            declare(sequence);
        }
        int acts = sequence.acts().size();
        audit.add(
                ChaosEvent.Kind.SEQUENCE_STARTED,
                null,
                actor,
                source + " with " + acts + (acts == 1 ? " act" : " acts"));
        started.next();
        return started;
    }

    private synchronized void refuseTwice(String name) {
        if (running.containsKey(name)) {
            throw new IllegalStateException(
                    "sequence '" + name + "' runs already; stop it first, or choose another name");
        }
    }

    /** Stops a sequence, and returns whether it ran. */
    boolean stop(String name, String actor) {
        RunningSequence named;
        synchronized (this) {
            named = running.get(name);
        }
        if (named == null) {
            return false;
        }
        named.end(actor, "was stopped");
        return true;
    }

    private void forget(RunningSequence ended, String actor, String why) {
        synchronized (this) {
            // Its name may be another's by now, and everything may have been stopped meanwhile, which was told.
            if (!running.remove(ended.sequence().name(), ended)) {
                return;
            }
        }
        tell(ended, actor, why);
        audit.tell();
    }

    private void tell(RunningSequence ended, String actor, String why) {
        audit.enter(
                ChaosEvent.Kind.SEQUENCE_ENDED,
                null,
                actor,
                "sequence '" + ended.sequence().name() + "' " + why + ", in act " + ended.act() + " of "
                        + ended.sequence().acts().size());
    }

    /** {@return those that run, in the order of their starts} */
    synchronized List<RunningSequence> all() {
        return List.copyOf(running.values());
    }

    /** {@return those that may be started by name} */
    synchronized List<RuleSequence> known() {
        return List.copyOf(known.values());
    }

    /** Everything is being disarmed: no act follows. The rule book holds its monitor, and tells of the changes. */
    void stopAll(String actor) {
        List<RunningSequence> all;
        synchronized (this) {
            all = new ArrayList<>(running.values());
            running.clear();
        }
        all.forEach(one -> {
            one.stop();
            tell(one, actor, "was stopped with everything else");
        });
    }
}

package org.bluemarble.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.RulePaths;
import org.jspecify.annotations.Nullable;

/**
 * A sequence that was started, until its last act is over or it is stopped: by {@link #close()}, when everything is
 * disarmed, or because the rules of an act are refused. Thread-safe; closing twice is harmless.
 */
public final class RunningSequence implements AutoCloseable {

    /** Told once a sequence has ended, by whom and why; perhaps more than once. */
    @FunctionalInterface
    interface OnEnd {
        void ended(RunningSequence sequence, String actor, String why);
    }

    private final Chaos engine;
    private final RuleSequence sequence;
    private final OnEnd onEnd;

    /** Set under the rule book's monitor: a step to the next act is made there, or not at all. */
    private volatile boolean ended;

    /** What follows is changed by one act after the other, each on whichever thread the clock calls. */
    private volatile int act = -1;

    private volatile long actEndsNanos;
    private volatile Set<ArmedRule> rules = Set.of();
    private volatile @Nullable Runnable timer;

    RunningSequence(Chaos engine, RuleSequence sequence, OnEnd onEnd) {
        this.engine = engine;
        this.sequence = sequence;
        this.onEnd = onEnd;
    }

    /** {@return the sequence} */
    public RuleSequence sequence() {
        return sequence;
    }

    /** {@return the number of the act that is on, from 1} */
    public int act() {
        return act + 1;
    }

    /** {@return whether an act is on} */
    public boolean isRunning() {
        return !ended;
    }

    /** {@return how long the act that is on still lasts; zero if none is} */
    public Duration timeLeft() {
        long left = actEndsNanos - engine.clock().nanoTime();
        return ended || left < 0 ? Duration.ZERO : Duration.ofNanos(left);
    }

    /** Begins the next act, or ends the sequence after the last. */
    void next() {
        int following = act + 1;
        if (ended) {
            return;
        }
        if (following == sequence.acts().size()) {
            end("clock", "is over");
            return;
        }
        try {
            begin(following);
        } catch (ChaosConfigurationException refused) {
            // It stands in the audit trail with its reasons; what cannot go on as planned goes back to how it was.
            end("engine", "could not go on");
            if (following == 0) {
                throw refused;
            }
        } catch (RuntimeException | Error broken) {
            // A clock of the game server's own may refuse; no act is left behind that nobody would end.
            close();
            if (following == 0) {
                throw broken;
            }
            InternalProblems.report("sequence '" + sequence.name() + "' ended early", broken);
        }
    }

    private void begin(int following) {
        RuleSequence.Act begun = sequence.acts().get(following);
        Findings findings = new Findings();
        List<RuleParts> parts = parts(begun, findings);
        // Scheduled before anything else: no act stands anywhere without an end in sight.
        timer = engine.clock().runAfter(begun.lasts(), this::next);
        actEndsNanos = engine.clock().nanoTime() + begun.lasts().toNanos();
        act = following;
        String source = "act " + (following + 1) + " of sequence '" + sequence.name() + "'";
        rules = Set.copyOf(engine.book()
                .replaceRead(
                        new RuleBook.Replacement(rules, null, Map.of(), () -> !ended),
                        parts,
                        findings,
                        actor(),
                        null,
                        source));
        if (ended) {
            // Stopped meanwhile, by one who saw the former act's timer only.
            timer.run();
        }
    }

    static List<RuleParts> parts(RuleSequence.Act act, Findings findings) {
        RuleReader reader = new RuleReader();
        return act.rules().stream()
                .map(rule -> reader.parts(rule, RulePaths.of(rule.id()), findings))
                .toList();
    }

    /** No act follows any more. The rule book holds its monitor, and ends the rules itself. */
    void stop() {
        ended = true;
        Runnable pending = timer;
        if (pending != null) {
            pending.run();
        }
    }

    private String actor() {
        return "sequence " + sequence.name();
    }

    /** Disarms the rules of the act that is on; none follows. */
    @Override
    public void close() {
        end(Chaos.API, "was stopped");
    }

    void end(String actor, String why) {
        engine.book().endSequence(this);
        rules.forEach(rule -> engine.book().end(rule, ArmedRule.End.DISARMED, actor()));
        onEnd.ended(this, actor, why);
    }

    @Override
    public String toString() {
        return sequence.name() + ", act " + act() + " of " + sequence.acts().size();
    }
}

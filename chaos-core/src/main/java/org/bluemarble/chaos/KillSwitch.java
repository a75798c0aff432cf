package org.bluemarble.chaos;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.bluemarble.chaos.spi.Findings;
import org.jspecify.annotations.Nullable;

/**
 * One engine's kill switch: disarms everything, and refuses what is to be armed until it is reset. Thrown by whoever names a
 * reason, or by a file that is there. Guarded by the rule book, whose monitor is held while rules end, so that none is armed
 * in between. Thread-safe.
 */
final class KillSwitch {

    private static final String SIGNAL = "signal-file";

    private final Chaos engine;
    private final RuleBook book;
    private final Audit audit;
    private final @Nullable SignalFile signal;

    /** Why it was thrown by hand; guarded by the rule book's monitor. */
    private @Nullable String reason;

    KillSwitch(Chaos engine, RuleBook book, Audit audit, ChaosClock clock, @Nullable Path signalFile) {
        this.engine = engine;
        this.book = book;
        this.audit = audit;
        this.signal = signalFile == null ? null : new SignalFile(signalFile, this, clock);
    }

    /** {@return why nothing may be armed, by hand or as the signal file was last seen; null if nothing forbids it} */
    @Nullable
    String reason() {
        String thrown = thrown();
        return thrown != null || signal == null ? thrown : signal.known();
    }

    /** {@return why it was thrown by hand; null if it was not} */
    @Nullable
    String thrown() {
        synchronized (book) {
            return reason;
        }
    }

    /** Adds what the signal file forbids. Outside the monitor: the file system may be slow. */
    void lookAtSignal(Findings findings) {
        if (signal != null) {
            signal.check(problem -> findings.add(null, problem));
        }
    }

    /** Something was armed: the signal file is looked at while it is. */
    void watchSignal() {
        if (signal != null) {
            signal.watch();
        }
    }

    /** {@return whether nothing is armed that the signal file could end} */
    boolean isIdle() {
        return book.all().isEmpty();
    }

    /** Throws the switch by hand, and returns how many rules were armed. */
    int disarmAll(String why, String actor) {
        Objects.requireNonNull(why, "reason");
        List<ArmedRule> all;
        synchronized (book) {
            reason = why;
            all = book.all();
            end(all, actor, why);
        }
        audit.tell();
        return all.size();
    }

    /** The signal file is there. Nothing is said where nothing was armed: whoever arms a rule will be told. */
    void signalled(String why) {
        synchronized (book) {
            List<ArmedRule> all = book.all();
            if (all.isEmpty() && engine.runningSequences().all().isEmpty()) {
                return;
            }
            end(all, SIGNAL, why);
        }
        audit.tell();
    }

    private void end(List<ArmedRule> all, String actor, String why) {
        engine.runningSequences().stopAll(actor);
        all.forEach(rule -> book.endAndEnter(rule, ArmedRule.End.KILLED, actor));
        audit.enter(ChaosEvent.Kind.KILLED, null, actor, why);
    }

    /** The signal file is gone. Arms nothing by itself. */
    void signalGone(String file) {
        audit.add(
                ChaosEvent.Kind.RESET, null, SIGNAL, "the signal file " + file + " is gone; arming is permitted again");
    }

    /** Permits arming again. Arms nothing by itself. */
    void reset(String actor) {
        synchronized (book) {
            reason = null;
            audit.enter(ChaosEvent.Kind.RESET, null, actor, "arming is permitted again");
        }
        audit.tell();
    }
}

package org.bluemarble.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bluemarble.chaos.spi.Units;
import org.jspecify.annotations.Nullable;

/**
 * The word of a remote controller that it is still there. Rules that are armed under a lease are disarmed when it is closed,
 * and when it has not been renewed for its term: the process that armed them may be gone, or cut off. Thread-safe; closing
 * twice is harmless.
 *
 * <p>The term is measured by a clock that never jumps.
 */
public final class Lease implements AutoCloseable {

    static final Duration SHORTEST_TERM = Duration.ofSeconds(1);
    static final Duration LONGEST_TERM = Duration.ofHours(1);

    private static final int FEW = 64;

    private final Chaos engine;
    private final String id;
    private final Duration term;
    private final Runnable onEnd;

    /** Guarded by this. */
    private final List<ArmedRule> rules = new ArrayList<>();

    /** How many rules there must be before those that have ended are forgotten. */
    private int worthTidying = FEW;

    private long deadlineNanos;
    private @Nullable String ended;
    private @Nullable Runnable timer;

    Lease(Chaos engine, String id, Duration term, Runnable onEnd) {
        this.engine = engine;
        this.id = id;
        this.term = term;
        this.onEnd = onEnd;
        this.deadlineNanos = engine.clock().nanoTime() + term.toNanos();
    }

    /** {@return the lease's name in this engine} */
    public String id() {
        return id;
    }

    /** {@return how long it lasts after each renewal} */
    public Duration term() {
        return term;
    }

    /** {@return whether it has neither been closed nor run out} */
    public synchronized boolean isOpen() {
        return ended == null;
    }

    /** {@return how long it lasts if it is not renewed; zero if it has ended} */
    public synchronized Duration timeLeft() {
        long left = deadlineNanos - engine.clock().nanoTime();
        return ended != null || left < 0 ? Duration.ZERO : Duration.ofNanos(left);
    }

    /** Waits for the end of the term; apart from the constructor, since the clock may call at once. */
    synchronized void begin() {
        timer = engine.clock().runAfter(term, this::termIsOver);
    }

    /**
     * Lets the term begin anew.
     *
     * @throws IllegalStateException if the lease has ended; its rules are disarmed, and a new one must be opened
     */
    public void renew() {
        synchronized (this) {
            requireOpen();
            long now = engine.clock().nanoTime();
            if (deadlineNanos - now > 0) {
                deadlineNanos = now + term.toNanos();
                return;
            }
        }
        // The clock is late: what is over must not be renewed for that.
        termIsOver();
        requireOpen();
    }

    /**
     * Arms a rule that lives no longer than this lease.
     *
     * @throws ChaosConfigurationException as {@link Chaos#arm(FaultRule)} does
     * @throws IllegalStateException if the lease has ended
     */
    public ArmedRule arm(FaultRule rule) {
        requireOpen();
        return keep(engine.book().arm(rule, Chaos.API));
    }

    /**
     * Arms a rule, in its one-line spelling, that lives no longer than this lease.
     *
     * @throws ChaosConfigurationException as {@link Chaos#arm(String)} does
     * @throws IllegalStateException if the lease has ended
     */
    public ArmedRule arm(String line) {
        return arm(line, Chaos.API);
    }

    ArmedRule arm(String line, String actor) {
        requireOpen();
        return keep(engine.book().arm(line, actor));
    }

    /**
     * Arms an incident whose rules live no longer than this lease.
     *
     * @throws ChaosConfigurationException as {@link Incidents#arm(String)} does
     * @throws IllegalStateException if the lease has ended
     */
    public ArmedIncident armIncident(String line) {
        return armIncident(line, Chaos.API);
    }

    ArmedIncident armIncident(String line, String actor) {
        requireOpen();
        ArmedIncident incident = engine.incidents().arm(line, actor);
        keepAll(incident.rules());
        return incident;
    }

    private ArmedRule keep(ArmedRule rule) {
        keepAll(List.of(rule));
        return rule;
    }

    private void keepAll(List<ArmedRule> armed) {
        synchronized (this) {
            if (ended == null) {
                forgetEnded();
                rules.addAll(armed);
                armed.forEach(rule -> rule.setLease(id));
                return;
            }
        }
        // The lease ended while they were being armed, and did not know of them.
        armed.forEach(rule -> engine.book().end(rule, ArmedRule.End.DISARMED, actor()));
        throw new IllegalStateException(over());
    }

    /** Now and then: to look through ten thousand rules whenever one is armed would take longer than arming it. */
    private void forgetEnded() {
        if (rules.size() >= worthTidying) {
            rules.removeIf(former -> !former.isArmed());
            worthTidying = Math.max(FEW, 2 * rules.size());
        }
    }

    private synchronized void requireOpen() {
        if (ended != null) {
            throw new IllegalStateException(over());
        }
    }

    private synchronized String over() {
        return id + " " + ended + "; its rules are disarmed. Open a new one, and renew it within its term";
    }

    private void termIsOver() {
        List<ArmedRule> all;
        // Looked at and ended in one step: a renewal that comes between would be granted, and count for nothing.
        synchronized (this) {
            if (ended != null) {
                return;
            }
            long left = deadlineNanos - engine.clock().nanoTime();
            if (left > 0) {
                // Renewed meanwhile: the timer is set once a term, not at each renewal.
                timer = engine.clock().runAfter(Duration.ofNanos(left), this::termIsOver);
                return;
            }
            all = markEnded("was not renewed within " + Units.text(term));
        }
        disarm(all);
    }

    /** Disarms the rules that were armed under it. */
    @Override
    public void close() {
        end("was closed");
    }

    /** {@return how many rules it disarmed} */
    int end(String why) {
        List<ArmedRule> all;
        synchronized (this) {
            if (ended != null) {
                return 0;
            }
            all = markEnded(why);
        }
        return disarm(all);
    }

    /** {@return the rules to disarm, outside the monitor} */
    private synchronized List<ArmedRule> markEnded(String why) {
        ended = why;
        List<ArmedRule> all = List.copyOf(rules);
        rules.clear();
        if (timer != null) {
            timer.run();
        }
        return all;
    }

    private int disarm(List<ArmedRule> all) {
        int count = 0;
        for (ArmedRule rule : all) {
            count += rule.isArmed() ? 1 : 0;
            engine.book().end(rule, ArmedRule.End.DISARMED, actor());
        }
        onEnd.run();
        return count;
    }

    private String actor() {
        return "lease " + id;
    }

    @Override
    public String toString() {
        return id + " of " + Units.text(term);
    }
}

package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A recording that is decided again: call <i>n</i> of a rule's k-th arming gets what it got then, whatever its trigger
 * depends on. Thread-safe.
 */
public final class Replay {

    private final Recording recording;

    /** By rule, in the order of arming; those that were claimed are taken out. Guarded by this. */
    private final Map<String, List<OfArming>> unclaimed = new LinkedHashMap<>();

    private final ConcurrentLinkedQueue<OfArming> claimed = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> unknown = new ConcurrentLinkedQueue<>();

    Replay(Recording recording) {
        this.recording = recording;
        Map<Long, ChaosEvent> armed = new TreeMap<>();
        Map<Long, List<JournalEntry>> entries = new TreeMap<>();
        for (ChaosEvent change : recording.changes()) {
            if (change.kind() == ChaosEvent.Kind.ARMED && change.rule() != null) {
                armed.put(change.arming(), change);
                entries.put(change.arming(), new ArrayList<>());
            }
        }
        recording
                .entries()
                .forEach(entry -> entries.computeIfAbsent(entry.arming(), none -> new ArrayList<>())
                        .add(entry));
        // By arming number, and so in the order of arming.
        entries.forEach((arming, all) -> add(armed.get(arming), all));
    }

    private void add(@Nullable ChaosEvent armed, List<JournalEntry> entries) {
        String id = armed == null || armed.rule() == null ? entries.get(0).rule() : armed.rule();
        unclaimed
                .computeIfAbsent(id, none -> new ArrayList<>())
                .add(new OfArming(id, armed == null ? null : armed.text(), entries));
    }

    /** {@return what is decided again} */
    public Recording recording() {
        return recording;
    }

    /** The decisions for a rule that is being armed. */
    synchronized OfArming claim(ArmedRule rule) {
        List<OfArming> left = unclaimed.getOrDefault(rule.id(), List.of());
        if (left.isEmpty()) {
            unknown.add(rule.id());
            return new OfArming(rule.id(), null, List.of());
        }
        OfArming next = left.remove(0);
        next.rule = rule;
        claimed.add(next);
        return next;
    }

    /**
     * {@return in what this run differs from the recording so far, in words: rules that are missing, unknown or were armed
     * otherwise, calls that never came, injections that something else kept from acting; empty if in nothing}
     */
    public List<String> differences() {
        List<String> differences = new ArrayList<>();
        if (recording.lost() > 0) {
            differences.add("the recording lacks " + recording.lost() + " entries, whose calls pass undisturbed");
        }
        unknown.forEach(id -> differences.add(
                "rule '" + id + "' was armed more often than in the recording, and so it disturbs nothing"));
        claimed.forEach(arming -> arming.addDifferences(differences));
        synchronized (this) {
            unclaimed
                    .values()
                    .forEach(left -> left.forEach(arming -> differences.add("rule '" + arming.id
                            + "' was not armed, which was to disturb " + calls(arming.calls.length))));
        }
        return List.copyOf(differences);
    }

    private static String calls(long count) {
        return count == 1 ? "1 call" : count + " calls";
    }

    /** What was decided for one arming of one rule. */
    static final class OfArming {

        private final String id;
        private final @Nullable String line;
        private final long[] calls;
        private final long[] delayNanos;
        private volatile @Nullable ArmedRule rule;

        private OfArming(String id, @Nullable String line, List<JournalEntry> entries) {
            this.id = id;
            this.line = line;
            Map<Long, Long> delays = new TreeMap<>();
            for (JournalEntry entry : entries) {
                if (entry.decision() != JournalEntry.Decision.REFUSED) {
                    delays.put(entry.call(), entry.delayNanos());
                }
            }
            calls = delays.keySet().stream().mapToLong(Long::longValue).toArray();
            delayNanos = delays.values().stream().mapToLong(Long::longValue).toArray();
        }

        boolean fires(long call) {
            return Arrays.binarySearch(calls, call) >= 0;
        }

        /** How long a call was delayed that {@link #fires}. */
        long delayNanos(long call) {
            return delayNanos[Arrays.binarySearch(calls, call)];
        }

        private void addDifferences(List<String> differences) {
            ArmedRule armed = rule;
            if (armed == null) {
                return;
            }
            String now = armed.rule().line();
            if (line != null && !line.equals(now)) {
                differences.add("rule '" + id + "' was armed as  " + now + "  but had been  " + line);
            }
            RuleCounters counted = armed.counters();
            long came = Arrays.stream(calls)
                    .filter(call -> call <= counted.selected())
                    .count();
            if (came < calls.length) {
                differences.add("rule '" + id + "' selected " + calls(counted.selected()) + ", so that "
                        + calls(calls.length - came) + " to be disturbed never came; the last was to be call "
                        + calls[calls.length - 1]);
            }
            long decided = counted.injected() + counted.dryRun();
            if (decided < came) {
                differences.add("rule '" + id + "' did not disturb " + calls(came - decided)
                        + " that it had disturbed: another rule or a bound came first");
            }
        }
    }
}

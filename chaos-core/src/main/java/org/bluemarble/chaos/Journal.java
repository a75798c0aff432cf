package org.bluemarble.chaos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Every decision to inject, in order, with the seed that repeats them. Keeps the latest {@link #CAPACITY}. Thread-safe and
 * lock-free: a call that is disturbed waits for no other.
 */
public final class Journal {

    /** How many entries are kept: about 1 MB at most. */
    public static final int CAPACITY = 8192;

    private volatile long seed;
    private final AtomicLong last = new AtomicLong();
    private final AtomicReferenceArray<@Nullable JournalEntry> ring = new AtomicReferenceArray<>(CAPACITY);

    Journal(long seed) {
        this.seed = seed;
    }

    JournalEntry append(ArmedRule rule, long call, long delayNanos, Instant time, @Nullable String player) {
        JournalEntry.Decision decision =
                rule.isDryRun() ? JournalEntry.Decision.DRY_RUN : JournalEntry.Decision.INJECTED;
        return append(rule, call, delayNanos, time, player, decision, null);
    }

    /** Enters a decision that came to nothing, and why. */
    void refuse(ArmedRule rule, long call, Instant time, @Nullable String player, String reason) {
        append(rule, call, 0, time, player, JournalEntry.Decision.REFUSED, reason);
    }

    private JournalEntry append(
            ArmedRule rule,
            long call,
            long delayNanos,
            Instant time,
            @Nullable String player,
            JournalEntry.Decision decision,
            @Nullable String reason) {
        long sequence = last.incrementAndGet();
        Cohort cohort = rule.rule().selector().cohort();
        JournalEntry entry = new JournalEntry(
                sequence,
                time,
                rule.id(),
                rule.order(),
                call,
                rule.point().name(),
                rule.phase(),
                rule.rule().fault().name(),
                decision,
                delayNanos,
                cohort == null ? null : cohort.side().spelling(),
                player,
                Thread.currentThread().getName(),
                reason);
        // A writer that was overtaken by a whole round must not put an old entry over a newer one.
        ring.accumulateAndGet(
                (int) (sequence % CAPACITY),
                entry,
                (former, added) -> former != null && former.sequence() > added.sequence() ? former : added);
        return entry;
    }

    /** {@return the seed of the engine's random numbers: with it, call n of a rule is decided the same again} */
    public long seed() {
        return seed;
    }

    /** Only while there is no entry. */
    void seed(long other) {
        seed = other;
    }

    /** {@return how many entries were made in all, kept or not} */
    public long size() {
        return last.get();
    }

    /** {@return the entries that are kept, oldest first} */
    public List<JournalEntry> entries() {
        List<JournalEntry> entries = new ArrayList<>();
        for (int i = 0; i < CAPACITY; i++) {
            JournalEntry entry = ring.get(i);
            if (entry != null) {
                entries.add(entry);
            }
        }
        entries.sort(Comparator.comparingLong(JournalEntry::sequence));
        return entries;
    }

    /**
     * Returns the entries after a number, in order, as far as they are kept.
     *
     * @param skipUnfinished whether to go on after an entry whose number is taken while its thread is still making it;
     *     otherwise the last that is returned comes before it
     */
    List<JournalEntry> after(long sequence, int most, boolean skipUnfinished) {
        List<JournalEntry> entries = new ArrayList<>();
        long made = last.get();
        for (long next = Math.max(sequence, made - CAPACITY) + 1; next <= made && entries.size() < most; next++) {
            JournalEntry entry = ring.get((int) (next % CAPACITY));
            if (entry != null && entry.sequence() == next) {
                entries.add(entry);
            } else if ((entry == null || entry.sequence() < next) && !skipUnfinished) {
                break;
            }
        }
        return entries;
    }

    /** {@return the entries kept of one rule, oldest first} */
    public List<JournalEntry> entriesOf(String rule) {
        Objects.requireNonNull(rule, "rule");
        return entries().stream().filter(entry -> entry.rule().equals(rule)).toList();
    }
}

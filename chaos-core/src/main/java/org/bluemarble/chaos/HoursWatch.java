package org.bluemarble.chaos;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Disarms what is armed when the ceiling's hours end. Looks at the time of day once a minute while something is armed, since
 * nobody knows beforehand when that clock is set. Thread-safe.
 */
final class HoursWatch {

    private final OpenHours hours;
    private final RuleBook book;
    private final ChaosClock clock;
    private boolean watching;

    HoursWatch(OpenHours hours, RuleBook book, ChaosClock clock) {
        this.hours = hours;
        this.book = book;
        this.clock = clock;
    }

    /** Something was armed. */
    synchronized void begin() {
        if (!watching) {
            lookLater();
            // Only now: where the clock refused, the next rule that is armed has it asked again.
            watching = true;
        }
    }

    private void lookLater() {
        Instant now = clock.now();
        Instant nextMinute = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        // Nothing to cancel: when nothing is armed any more, the look ends by itself.
        Runnable unused = clock.runAfter(Duration.between(now, nextMinute), this::look);
    }

    private void look() {
        boolean over = !hours.contains(clock.now());
        if (over) {
            book.all().forEach(rule -> book.end(rule, ArmedRule.End.EXPIRED, "ceiling"));
        }
        synchronized (this) {
            watching = !book.all().isEmpty();
            if (watching) {
                lookLater();
            }
        }
    }
}

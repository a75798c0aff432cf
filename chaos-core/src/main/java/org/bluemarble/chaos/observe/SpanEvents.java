package org.bluemarble.chaos.observe;

import org.bluemarble.chaos.InjectionEnd;
import org.bluemarble.chaos.InjectionObservation;
import org.bluemarble.chaos.InjectionObserver;
import org.bluemarble.chaos.JournalEntry;
import org.jspecify.annotations.Nullable;

/**
 * Adds an event to the span in which a call is disturbed, and one where the injection ends otherwise than by simply acting
 * or has made the call wait. Names no player: traces are often sent elsewhere.
 */
final class SpanEvents implements InjectionObserver {

    private static final String DECIDED = "chaos.injection";
    private static final String ENDED = "chaos.injection.end";

    @Override
    public @Nullable InjectionObservation decided(JournalEntry entry) {
        TraceApi api = TraceApi.ofThisThread();
        Object span = api == null ? null : api.recordingSpan();
        if (api == null || span == null) {
            return null;
        }
        api.addEvent(
                span,
                DECIDED,
                "chaos.rule",
                entry.rule(),
                "chaos.point",
                entry.point(),
                "chaos.fault",
                entry.fault(),
                "chaos.phase",
                entry.phase().spelling(),
                "chaos.decision",
                entry.decision().spelling(),
                "chaos.cohort",
                entry.cohort(),
                "chaos.call",
                entry.call());
        return new InSpan(api, span, entry);
    }

    private record InSpan(TraceApi api, Object span, JournalEntry entry) implements InjectionObservation {

        @Override
        public void ended(InjectionEnd end) {
            if (end.outcome() != InjectionEnd.Outcome.DONE || end.addedNanos() > 0) {
                api.addEvent(
                        span,
                        ENDED,
                        "chaos.rule",
                        entry.rule(),
                        "chaos.call",
                        entry.call(),
                        "chaos.outcome",
                        end.outcome().spelling(),
                        "chaos.reason",
                        end.reason(),
                        "chaos.added_nanos",
                        end.addedNanos());
            }
        }
    }
}

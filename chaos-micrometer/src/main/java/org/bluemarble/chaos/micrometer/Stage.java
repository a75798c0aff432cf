package org.bluemarble.chaos.micrometer;

import java.util.Locale;
import java.util.function.ToLongFunction;
import org.bluemarble.chaos.RuleCounters;

/** What may become of a call that passes an armed point. */
enum Stage {
    OUT_OF_SCOPE(RuleCounters::outOfScope),
    PROTECTED(RuleCounters::protectedCalls),
    NOT_SELECTED(RuleCounters::notSelected),
    UNKNOWN(RuleCounters::unknown),
    CONTROL(RuleCounters::control),
    SELECTED(RuleCounters::selected),
    GATED(RuleCounters::gated),
    TRIGGERED(RuleCounters::triggered),
    PREEMPTED(RuleCounters::preempted),
    OUTSIDE_HOURS(RuleCounters::outsideHours),
    OVER_LIMIT(RuleCounters::overLimit),
    OVER_PER_SECOND(RuleCounters::overPerSecond),
    OVER_PLAYERS(RuleCounters::overPlayers),
    OVER_DELAY(RuleCounters::overDelay),
    OVER_CONCURRENT(RuleCounters::overConcurrent),
    DRY_RUN(RuleCounters::dryRun),
    REFUSED_BLOCKING(RuleCounters::refusedBlocking),
    INJECTED(RuleCounters::injected),
    DONE(RuleCounters::done),
    CANCELLED(RuleCounters::cancelled);

    // A method reference has no state; the checker knows only types that say so.
    @SuppressWarnings("ImmutableEnumChecker")
    private final ToLongFunction<RuleCounters> count;

    Stage(ToLongFunction<RuleCounters> count) {
        this.count = count;
    }

    double of(RuleCounters counters) {
        return count.applyAsLong(counters);
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

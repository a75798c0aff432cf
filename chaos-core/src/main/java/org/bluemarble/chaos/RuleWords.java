package org.bluemarble.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parts of a rule in a reader's words. */
final class RuleWords {

    private RuleWords() {}

    static String fault(FaultRule rule, @Nullable FaultDescriptor descriptor) {
        String name = rule.fault().name();
        String parameters = rule.fault().parameters().entrySet().stream()
                .map(RuleWords::parameter)
                .collect(Collectors.joining());
        if (descriptor == null) {
            return name + parameters;
        }
        Phase phase = rule.phase() == null ? ownPhase(rule, descriptor) : rule.phase();
        return name + parameters + ", in phase " + phase.spelling() + ": " + descriptor.summary();
    }

    private static Phase ownPhase(FaultRule rule, FaultDescriptor descriptor) {
        return FaultCatalogue.process()
                .point(rule.point())
                .flatMap(here -> descriptor.phasesAt(here).stream().findFirst())
                .orElse(descriptor.phases().get(0));
    }

    private static String parameter(Map.Entry<String, Object> parameter) {
        Object value = parameter.getValue();
        return " " + parameter.getKey() + " " + (value instanceof Duration time ? duration(time) : value);
    }

    static String selector(Selector selector) {
        return selector.conditions().isEmpty() ? "every call" : "calls with " + conditions(selector);
    }

    static String conditions(Selector selector) {
        return selector.conditions().stream()
                .map(one -> one.key() + (one.negated() ? " other than " : " = ") + one.value())
                .collect(Collectors.joining(" and "));
    }

    static String trigger(Trigger trigger) {
        if (trigger instanceof Trigger.Always) {
            return "on every selected call";
        } else if (trigger instanceof Trigger.Never) {
            return "never: the rule only counts";
        } else if (trigger instanceof Trigger.Chance chance) {
            return "on " + percent(chance.probability()) + " of the selected calls, drawn for each call";
        } else if (trigger instanceof Trigger.Nth nth) {
            return "on selected call " + nth.n() + " alone";
        } else if (trigger instanceof Trigger.First first) {
            return "on the first " + first.count() + " selected calls";
        } else if (trigger instanceof Trigger.Every every) {
            return "on every selected call whose number is a multiple of " + every.period();
        } else if (trigger instanceof Trigger.After after) {
            return "after " + after.skipped() + " selected calls, then " + trigger(after.then())
                    + (after.then() instanceof Trigger.Always ? "" : ", counted from there");
        } else if (trigger instanceof Trigger.Both both) {
            return trigger(both.left()) + ", and only if also " + trigger(both.right());
        }
        throw new AssertionError("no words known for " + trigger);
    }

    static String bounds(Bounds bounds) {
        String limit = bounds.limit() == Bounds.UNLIMITED
                ? "any number of injections"
                : "at most " + bounds.limit() + (bounds.limit() == 1 ? " injection" : " injections");
        return limit + ", within " + duration(bounds.ttl()) + " of arming";
    }

    static String ceiling(Ceiling ceiling, @Nullable FaultDescriptor fault) {
        if (ceiling.closed() != null) {
            return "permits nothing: " + ceiling.closed();
        }
        String rest =
                "ttl up to " + duration(ceiling.highestTtl()) + ", share up to " + percent(ceiling.highestShare());
        if (fault == null || !fault.destructive()) {
            return rest;
        }
        boolean named = ceiling.allowedDestructive().contains(fault.name());
        return fault.name() + " is destructive and " + (named ? "allowed; " : "not allowed here; ") + rest;
    }

    /** {@return a duration as rules spell it, in the largest unit that leaves whole numbers, two units at most} */
    static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (duration.toNanosPart() % 1_000_000 != 0 && millis < 1000) {
            return duration.toNanos() / 1000 + "us";
        } else if (millis < 1000 || (millis < 60_000 && millis % 1000 != 0)) {
            return millis + "ms";
        } else if (millis < 60_000) {
            return millis / 1000 + "s";
        } else if (millis < 3_600_000) {
            return duration.toMinutes() + "m" + rest(duration.toSecondsPart(), "s");
        }
        return duration.toHours() + "h" + rest(duration.toMinutesPart(), "m");
    }

    private static String rest(int value, String unit) {
        return value == 0 ? "" : value + unit;
    }

    static String percent(Probability probability) {
        double percent = probability.value() * 100;
        return (percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent)) + "%";
    }
}

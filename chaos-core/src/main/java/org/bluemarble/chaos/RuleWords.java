package org.bluemarble.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bluemarble.chaos.spi.Units;
import org.jspecify.annotations.Nullable;

/** The parts of a rule in a reader's words. */
final class RuleWords {

    private RuleWords() {}

    static String fault(FaultRule rule, @Nullable FaultDescriptor fault, @Nullable PointDescriptor point) {
        String name = rule.fault().name();
        String parameters = rule.fault().parameters().entrySet().stream()
                .map(parameter -> " " + parameter.getKey() + " " + Units.text(parameter.getValue()))
                .collect(Collectors.joining());
        if (fault == null || point == null) {
            return name + parameters;
        }
        Phase phase = rule.phase() == null ? fault.phasesAt(point).get(0) : rule.phase();
        return name + parameters + ", in phase " + phase.spelling() + ": " + fault.summary();
    }

    static String selector(Selector selector) {
        return selector.equals(Selector.ALL) ? "every call" : "calls with " + conditions(selector);
    }

    static String conditions(Selector selector) {
        List<String> words = new ArrayList<>();
        selector.conditions().forEach(one -> words.add(condition(one)));
        Cohort cohort = selector.cohort();
        if (cohort != null) {
            words.add("a " + cohort.key() + " in cohort " + cohort);
        }
        return String.join(" and ", words);
    }

    static String condition(Selector.Condition condition) {
        String any = condition.anyOf().stream().map(RuleWords::pattern).collect(Collectors.joining(" or "));
        boolean equal = condition.anyOf().stream().allMatch(ValuePattern.Exactly.class::isInstance);
        String verb = condition.negated() ? equal ? " other than " : " not " : equal ? " = " : " ";
        return condition.key() + verb + any;
    }

    private static String pattern(ValuePattern pattern) {
        if (pattern instanceof ValuePattern.Exactly) {
            return pattern.text();
        } else if (pattern instanceof ValuePattern.Glob) {
            return "like " + pattern.text();
        } else if (pattern instanceof ValuePattern.Regex) {
            return "with /" + pattern.text() + "/";
        }
        return "in " + pattern.text();
    }

    static String trigger(Trigger trigger) {
        if (trigger instanceof Trigger.Always) {
            return "on every selected call";
        } else if (trigger instanceof Trigger.Never) {
            return "never: the rule only counts";
        } else if (trigger instanceof Trigger.Chance chance) {
            return "on " + Units.text(chance.probability()) + " of the selected calls, drawn for each call";
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
        return GateWords.of(trigger);
    }

    static String bounds(Bounds bounds, Trigger trigger) {
        long most = Math.min(bounds.limit(), mostFirings(trigger));
        StringBuilder words = new StringBuilder(
                most == Bounds.UNLIMITED
                        ? "any number of injections"
                        : "at most " + most + (most == 1 ? " injection" : " injections"));
        bound(words, bounds.perSecond(), " within any second");
        bound(words, bounds.concurrent(), " at the same time");
        bound(words, bounds.players(), bounds.players() == 1 ? " player" : " different players");
        if (bounds.totalDelay() != null) {
            words.append(", ").append(Units.text(bounds.totalDelay())).append(" of delay in all");
        }
        return words + ", within " + Units.text(bounds.ttl()) + " of arming";
    }

    private static void bound(StringBuilder words, long most, String what) {
        if (most != Bounds.UNLIMITED) {
            words.append(", at most ").append(most).append(what);
        }
    }

    private static long mostFirings(Trigger trigger) {
        if (trigger instanceof Trigger.Never) {
            return 0;
        } else if (trigger instanceof Trigger.Nth) {
            return 1;
        } else if (trigger instanceof Trigger.First first) {
            return first.count();
        } else if (trigger instanceof Trigger.After after) {
            return mostFirings(after.then());
        } else if (trigger instanceof Trigger.Both both) {
            return Math.min(mostFirings(both.left()), mostFirings(both.right()));
        }
        return Bounds.UNLIMITED;
    }

    static String ceiling(Ceiling ceiling, @Nullable FaultDescriptor fault) {
        if (ceiling.closed() != null) {
            return "permits nothing: " + ceiling.closed();
        }
        Set<String> allowed = new TreeSet<>(ceiling.allowedDestructive());
        String rest = "ttl up to " + Units.text(ceiling.highestTtl()) + ", share up to "
                + Units.text(ceiling.highestShare())
                + (ceiling.highestPlayers() == Bounds.UNLIMITED ? "" : ", players up to " + ceiling.highestPlayers())
                + (ceiling.highestPlayerShare().value() == 1
                        ? ""
                        : ", players up to " + Units.text(ceiling.highestPlayerShare()))
                + (ceiling.hours() == null ? "" : ", hours " + ceiling.hours())
                + (ceiling.dryRun() ? ", dry run alone" : "")
                + (ceiling.pressure().most().isEmpty()
                        ? ""
                        : ", pressure up to "
                                + String.join(", ", ceiling.pressure().words()))
                + ", destructive faults: " + (allowed.isEmpty() ? "none" : String.join(", ", allowed))
                + untouched(ceiling);
        if (fault == null || !fault.destructive()) {
            return rest;
        }
        boolean named = allowed.contains(fault.name());
        return fault.name() + " is destructive and " + (named ? "allowed; " : "not allowed here; ") + rest;
    }

    private static String untouched(Ceiling ceiling) {
        String scopes =
                ceiling.protectedScopes().stream().map(RuleWords::condition).collect(Collectors.joining(" or "));
        return scopes.isEmpty() ? "" : ", never calls with " + scopes;
    }

    /** {@return how long something lasts, to the second: {@code 250ms}, {@code 12s}, {@code 3m30s}, {@code 1h5m}} */
    static String duration(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + "ms";
        } else if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return duration.toSeconds() + "s";
        } else if (duration.compareTo(Duration.ofHours(1)) < 0) {
            return duration.toMinutes() + "m" + rest(duration.toSecondsPart(), "s");
        }
        return duration.toHours() + "h" + rest(duration.toMinutesPart(), "m");
    }

    private static String rest(int value, String unit) {
        return value == 0 ? "" : value + unit;
    }
}

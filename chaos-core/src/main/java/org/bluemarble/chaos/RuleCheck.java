package org.bluemarble.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bluemarble.chaos.spi.ArmedPoints;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Nearest;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Units;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/**
 * Whether rules may be armed in an engine as it stands, whatever they were spelled in.
 *
 * @param armed the rules that are armed, by id
 * @param killed why nothing may be armed since the kill switch was thrown, or null
 * @param now the time of day, for the ceiling's hours
 */
record RuleCheck(
        Ceiling ceiling,
        Map<String, ArmedRule> armed,
        @Nullable String killed,
        Instant now) {

    /** Checks rules that are to be armed together; what could not be read of them is left out. */
    void check(List<RuleParts> rules, Findings findings) {
        if (rules.isEmpty()) {
            // A change that only ends rules needs nobody's permission.
            return;
        }
        if (killed != null) {
            findings.add(null, "the kill switch was thrown (" + killed + "), so nothing may be armed; reset it first");
        }
        if (ceiling.closed() != null) {
            findings.add(
                    null,
                    "the ceiling is closed, so nothing may be armed until it is right; start the JVM again, or attach"
                            + " the agent with the right options: "
                            + ceiling.closed());
        }
        if (ceiling.hours() != null && !ceiling.hours().contains(now)) {
            findings.add(
                    null,
                    "the ceiling permits " + ceiling.hours() + " alone, and now it is " + now
                            + "; nothing may be armed until then");
        }
        Set<String> taken = new HashSet<>();
        for (RuleParts rule : rules) {
            Word id = rule.draft().id();
            if (armed.containsKey(id.text())) {
                findings.refuse(id, ", which is armed already; disarm it first, or choose another id");
            } else if (!taken.add(id.text())) {
                findings.refuse(id, ", which another of these rules has");
            }
            if (ceiling.closed() == null) {
                ceilingProblems(rule, findings);
            }
            reach(rule, findings);
        }
        AwaitedRules.check(armed, rules, findings);
    }

    private static void reach(RuleParts rule, Findings findings) {
        Word at = rule.draft().at();
        if (at != null && rule.point() != null) {
            if (!ArmedPoints.areFollowed()
                    && FaultCatalogue.process().family(at.text()).isPresent()) {
                findings.refuse(
                        at,
                        ", whose code only the agent can put in place; start the JVM with -javaagent:chaos-agent.jar");
            }
            PointReach.of(rule.point().name()).complaint().ifPresent(complaint -> findings.refuse(at, complaint));
        }
    }

    /** Holds one rule against the ceiling, whatever else is armed. */
    void ceilingProblems(RuleParts parts, Findings findings) {
        RuleDraft draft = parts.draft();
        FaultDescriptor fault = parts.descriptor();
        if (fault != null
                && fault.destructive()
                && !ceiling.allowedDestructive().contains(fault.name())) {
            findings.refuseValue(
                    draft.fault() == null ? draft.id() : draft.fault(),
                    ", which is destructive and not among what the ceiling allows ("
                            + (ceiling.allowedDestructive().isEmpty()
                                    ? "nothing"
                                    : Nearest.list(new TreeSet<>(ceiling.allowedDestructive()), "and"))
                            + "); start the JVM with the agent option allow=" + fault.name()
                            + " or name it under allow: in the ceiling file");
        }
        if (parts.selector() != null) {
            protectedScopes(draft, parts.selector(), findings);
        }
        Duration ttl = ttl(parts);
        if (ttl != null) {
            ttl(draft, ttl, findings);
        }
        share(parts, findings);
        ceiling.pressure().check(parts, findings);
        if (parts.selector() != null && parts.bounds() != null) {
            players(draft, parts.selector(), parts.bounds(), findings);
        }
    }

    /** A time to live that can be read is held against the ceiling whatever is wrong with the other bounds. */
    private static @Nullable Duration ttl(RuleParts parts) {
        if (parts.bounds() != null) {
            return parts.bounds().ttl();
        }
        Word word = parts.draft().setting("ttl").orElse(null);
        // What is wrong with the word has been told.
        return word == null ? Bounds.DEFAULT_TTL : Units.duration(word, new Findings());
    }

    private void players(RuleDraft draft, Selector selector, Bounds bounds, Findings findings) {
        if (selector.conditions().stream().anyMatch(this::namesFewPlayers)) {
            return;
        }
        Cohort cohort = selector.cohort();
        double share = cohort == null || cohort.key() != AttributeKey.PLAYER
                ? 1
                : cohort.share().value();
        if (share > ceiling.highestPlayerShare().value()) {
            findings.add(
                    draft.id().position(),
                    draft.paths().where(Cohort.ATTRIBUTE) + " must select at most "
                            + Units.text(ceiling.highestPlayerShare())
                            + " of the players, the ceiling's highest share of them; give cohort="
                            + Units.text(ceiling.highestPlayerShare()));
        }
        if (bounds.players() > ceiling.highestPlayers() && bounds.limit() > ceiling.highestPlayers()) {
            playerCount(draft, findings);
        }
    }

    private void playerCount(RuleDraft draft, Findings findings) {
        String highest = "at most " + ceiling.highestPlayers() + ", the ceiling's highest number of players";
        draft.setting("players")
                .ifPresentOrElse(
                        word -> findings.refuseValue(word, "but must be " + highest),
                        () -> findings.add(
                                draft.id().position(),
                                draft.paths().bounds("players") + " is missing but must be " + highest));
    }

    private boolean namesFewPlayers(Selector.Condition condition) {
        return condition.key() == AttributeKey.PLAYER
                && !condition.negated()
                && condition.anyOf().size() <= ceiling.highestPlayers()
                && condition.anyOf().stream().allMatch(ValuePattern.Exactly.class::isInstance);
    }

    /** A rule for protected calls alone could touch none. */
    private void protectedScopes(RuleDraft draft, Selector selector, Findings findings) {
        for (Selector.Condition scope : ceiling.protectedScopes()) {
            PatternSpace space = PatternSpace.of(scope.anyOf());
            selector.conditions().stream()
                    .filter(one -> one.key() == scope.key() && one.negated() == scope.negated())
                    .filter(one -> {
                        PatternSpace mine = PatternSpace.of(one.anyOf());
                        return scope.negated() ? mine.covers(space) : space.covers(mine);
                    })
                    .forEach(one -> findings.add(
                            draft.id().position(),
                            draft.paths().group("where") + " was " + RuleWords.condition(one)
                                    + " but must reach calls that the ceiling does not protect; it protects those with "
                                    + RuleWords.condition(scope)));
        }
    }

    private void ttl(RuleDraft draft, Duration ttl, Findings findings) {
        if (ttl.compareTo(ceiling.highestTtl()) <= 0) {
            return;
        }
        String highest = Units.text(ceiling.highestTtl()) + ", the ceiling's highest";
        draft.setting("ttl")
                .ifPresentOrElse(word -> findings.refuseValue(word, "but must be at most " + highest), () -> {
                    String path = draft.paths().bounds("ttl");
                    findings.refuseValue(
                            new Word(Units.text(ttl), path, draft.id().position()),
                            "as no other was given but must be at most " + highest);
                });
    }

    private void share(RuleParts parts, Findings findings) {
        RuleDraft draft = parts.draft();
        TriggerForm trigger = parts.trigger() == null ? readableShare(draft) : parts.trigger();
        if (trigger == null
                || trigger.firesOnce()
                || isLimitedToOne(parts)
                || trigger.share() <= ceiling.highestShare().value()) {
            return;
        }
        String most = Units.text(ceiling.highestShare());
        String hint = "at most " + most + " of the calls, the ceiling's highest share";
        draft.setting("probability")
                .or(() -> draft.setting("ramp"))
                .or(() -> draft.setting("steps"))
                .ifPresentOrElse(
                        word -> findings.refuseValue(word, "but must be " + hint),
                        () -> findings.add(
                                draft.id().position(),
                                draft.paths().when("probability")
                                        + " is missing, so more calls would be disturbed than " + hint
                                        + "; give probability=" + most + ", or limit=1"));
    }

    /** The probability alone, of a trigger that has a problem elsewhere; null if it says nothing about the share. */
    private static @Nullable TriggerForm readableShare(RuleDraft draft) {
        Word word = draft.setting("probability").orElse(null);
        if (word == null
                || draft.setting("nth").isPresent()
                || draft.setting("every").isPresent()) {
            return null;
        }
        Probability probability = Units.probability(word, new Findings());
        return probability == null
                ? null
                : TriggerForm.of(Trigger.probability(probability)).orElse(null);
    }

    private static boolean isLimitedToOne(RuleParts parts) {
        return parts.bounds() != null
                ? parts.bounds().limit() == 1
                : parts.draft()
                        .setting("limit")
                        .filter(word -> word.text().equals("1"))
                        .isPresent();
    }
}

package org.bluemarble.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
        if (killed != null) {
            findings.add(null, "the kill switch was thrown (" + killed + "), so nothing may be armed; reset it first");
        }
        if (ceiling.closed() != null) {
            findings.add(
                    null,
                    "the ceiling is closed, so nothing may be armed until it is right and the JVM is started again: "
                            + ceiling.closed());
        }
        if (ceiling.hours() != null && !ceiling.hours().contains(now)) {
            findings.add(
                    null,
                    "the ceiling permits " + ceiling.hours() + " alone, and now it is " + now
                            + "; nothing may be armed until then");
        }
        Set<String> taken = new HashSet<>(armed.keySet());
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
        }
        AwaitedRules.check(armed, rules, findings);
    }

    private void ceilingProblems(RuleParts parts, Findings findings) {
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
        if (parts.bounds() != null) {
            ttl(draft, parts.bounds().ttl(), findings);
        }
        if (parts.trigger() != null && parts.bounds() != null) {
            share(draft, parts.trigger(), parts.bounds(), findings);
        }
        if (parts.selector() != null && parts.bounds() != null) {
            players(draft, parts.selector(), parts.bounds(), findings);
        }
    }

    private void players(RuleDraft draft, Selector selector, Bounds bounds, Findings findings) {
        if (bounds.players() <= ceiling.highestPlayers() || bounds.limit() <= ceiling.highestPlayers()) {
            return;
        }
        boolean onePlayer = selector.conditions().stream()
                .anyMatch(condition -> condition.key() == AttributeKey.PLAYER && !condition.negated());
        if (onePlayer) {
            return;
        }
        String highest = "at most " + ceiling.highestPlayers() + ", the ceiling's highest number of players";
        draft.setting("players")
                .ifPresentOrElse(
                        word -> findings.refuseValue(word, "but must be " + highest),
                        () -> findings.add(
                                draft.id().position(),
                                draft.paths().bounds("players") + " is missing but must be " + highest));
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

    private void share(RuleDraft draft, TriggerForm trigger, Bounds bounds, Findings findings) {
        double highest = ceiling.highestShare().value();
        if (trigger.firesOnce() || bounds.limit() == 1 || trigger.share() <= highest) {
            return;
        }
        String most = Units.text(ceiling.highestShare());
        String hint = "at most " + most + " of the calls, the ceiling's highest share";
        draft.setting("probability")
                .ifPresentOrElse(
                        word -> findings.refuseValue(word, "but must be " + hint),
                        () -> findings.add(
                                draft.id().position(),
                                draft.paths().when("probability")
                                        + " is missing, so more calls would be disturbed than " + hint
                                        + "; give probability=" + most + ", or limit=1"));
    }
}

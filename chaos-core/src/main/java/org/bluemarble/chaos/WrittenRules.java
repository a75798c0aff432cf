package org.bluemarble.chaos;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.RuleDraft;

/**
 * Rules as they were written in one place, for example a file, that are armed all together or not at all. They keep their
 * lines: what an engine refuses is told where it stands.
 *
 * @param source what the place is called in messages and in the audit trail, for example the file's name
 * @param drafts the rules
 * @param points named points of server code that may not be loaded yet
 */
public record WrittenRules(String source, List<RuleDraft> drafts, Set<String> points) {

    public WrittenRules {
        Objects.requireNonNull(source, "source");
        drafts = List.copyOf(drafts);
        points = Set.copyOf(points);
    }

    /**
     * Makes the declared points known and arms the rules.
     *
     * @param actor who arms them, for the audit trail
     * @throws ChaosConfigurationException if one of them is refused, with the problems of all
     */
    public List<ArmedRule> armIn(Chaos chaos, String actor) {
        return replace(chaos, Replacement.NONE, actor);
    }

    /**
     * Disarms some rules, arms these, and has a feed say something else, in one step; if one of the rules is refused,
     * nothing changes.
     *
     * @param old rules of the same engine to disarm; those that have ended are passed over
     * @param feed one of the engine's
     * @param flags what it says from then on; see {@link FlagFeed#say}
     * @return the rules that were armed, in the order of the drafts
     * @throws ChaosConfigurationException if one of them is refused, with the problems of all
     */
    public List<ArmedRule> replaceIn(
            Chaos chaos, Collection<ArmedRule> old, FlagFeed feed, Map<String, Boolean> flags) {
        return replace(chaos, new Replacement(Set.copyOf(old), feed, Map.copyOf(flags)), feed.actor());
    }

    private List<ArmedRule> replace(Chaos chaos, Replacement old, String actor) {
        points.forEach(Chaos::point);
        Findings findings = new Findings();
        return chaos.book().arming().replaceRead(old, parts(findings), findings, actor, null, source);
    }

    List<RuleParts> parts(Findings findings) {
        RuleReader reader = new RuleReader(points);
        return drafts.stream().map(draft -> reader.parts(draft, findings)).toList();
    }
}

package org.bluemarble.chaos;

import java.util.List;
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
        points.forEach(Chaos::point);
        Findings findings = new Findings();
        return chaos.book().armRead(parts(findings), findings, actor, null, source);
    }

    private List<RuleParts> parts(Findings findings) {
        RuleReader reader = new RuleReader(points);
        return drafts.stream().map(draft -> reader.parts(draft, findings)).toList();
    }
}

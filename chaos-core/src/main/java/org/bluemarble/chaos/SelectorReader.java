package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Nearest;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** Reads the conditions of a rule, and refuses those that hold for no call. */
final class SelectorReader {

    private final @Nullable PointDescriptor point;
    private final Findings findings;
    private final SelectorAgreement agreement;

    SelectorReader(@Nullable PointDescriptor point, Findings findings) {
        this.point = point;
        this.findings = findings;
        this.agreement = new SelectorAgreement(findings);
    }

    @Nullable
    Selector read(RuleDraft draft) {
        int before = findings.size();
        List<Selector.Condition> conditions = new ArrayList<>();
        Cohort cohort = null;
        Word cohortWord = null;
        for (RuleDraft.Term term : draft.where()) {
            if (term.key().text().equals(Cohort.ATTRIBUTE)) {
                if (cohortWord != null) {
                    findings.tell(term.key(), "was given twice; leave one of them out");
                }
                cohortWord = term.key();
                cohort = new CohortReader(point, findings).read(term);
                continue;
            }
            Selector.Condition condition = condition(term);
            if (condition != null) {
                conditions.add(condition);
            }
        }
        return findings.size() == before ? new Selector(conditions, cohort) : null;
    }

    private Selector.@Nullable Condition condition(RuleDraft.Term term) {
        AttributeDescriptor attribute = attribute(term.key());
        if (attribute == null) {
            return null;
        }
        List<ValuePattern> patterns = new ArrayList<>();
        for (RuleDraft.Alternative one : term.anyOf()) {
            ValuePattern pattern = new PatternReader(attribute, findings).read(one);
            if (pattern != null) {
                patterns.add(pattern);
            }
        }
        if (patterns.isEmpty() || patterns.size() < term.anyOf().size()) {
            return null;
        }
        Selector.Condition condition =
                new Selector.Condition(AttributeKey.of(attribute.name(), attribute.type()), term.negated(), patterns);
        return agreement.add(attribute, term, condition) ? condition : null;
    }

    private @Nullable AttributeDescriptor attribute(Word key) {
        AttributeDescriptor context = ContextAttribute.named(key.text()).orElse(null);
        if (point == null) {
            if (context == null) {
                ofAnyPoint(key);
            }
            return context;
        }
        AttributeDescriptor attribute = point.attribute(key.text()).orElse(context);
        if (attribute == null) {
            Set<String> names = names(point);
            findings.tell(
                    key,
                    "is no attribute of calls at " + point.name()
                            + Nearest.hint(key.text(), names, "; they have " + Nearest.list(names, "and")));
        }
        return attribute;
    }

    /** Which point is meant, nobody can tell; but what no point has is wrong in any case. */
    private void ofAnyPoint(Word key) {
        FaultCatalogue catalogue = FaultCatalogue.process();
        Set<String> names = names();
        catalogue.points().forEach(one -> names.addAll(names(one)));
        catalogue.families().forEach(family -> names.addAll(names(family.example())));
        if (!names.contains(key.text())) {
            findings.tell(key, "is no attribute of calls at any point" + Nearest.hint(key.text(), names, ""));
        }
    }

    /** {@return what selectors can ask of the calls at a point} */
    private static Set<String> names(PointDescriptor point) {
        Set<String> names = names();
        point.attributes().forEach(one -> names.add(one.name()));
        return names;
    }

    /** {@return what selectors can ask of every call} */
    private static Set<String> names() {
        Set<String> names = new TreeSet<>(Set.of(Cohort.ATTRIBUTE));
        ContextAttribute.all().forEach(one -> names.add(one.name()));
        return names;
    }
}

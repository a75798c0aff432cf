package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.RulePaths;
import org.bluemarble.chaos.spi.Units;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** Writes a rule as a draft: the way back from {@link RuleReader}, for the spellings and for rules built in code. */
final class RuleDrafts {

    private final FaultRule rule;
    private final RulePaths paths;

    private RuleDrafts(FaultRule rule, RulePaths paths) {
        this.rule = rule;
        this.paths = paths;
    }

    /** A trigger that has no spelling is left out; see {@link TriggerForm#of}. */
    static RuleDraft of(FaultRule rule, RulePaths paths) {
        return new RuleDrafts(rule, paths).draft();
    }

    /** {@return the rule as people write it: the main parameter's value behind the fault's name} */
    static RuleDraft written(FaultRule rule, RulePaths paths) {
        RuleDraft draft = of(rule, paths);
        Optional<String> main = FaultCatalogue.process()
                .fault(rule.fault().name(), rule.point())
                .flatMap(FaultDescriptor::mainParameter)
                .map(ParameterDescriptor::name);
        List<RuleDraft.Entry> others = new ArrayList<>(draft.parameters());
        Optional<RuleDraft.Entry> value = draft.parameters().stream()
                .filter(entry -> main.equals(Optional.of(entry.key().text())))
                .findFirst();
        value.ifPresent(others::remove);
        return new RuleDraft(
                paths,
                draft.id(),
                draft.at(),
                draft.where(),
                draft.fault(),
                value.map(RuleDraft.Entry::value).orElse(null),
                others,
                draft.when(),
                draft.bounds(),
                draft.phase(),
                draft.enabled(),
                draft.dryRun(),
                draft.allowBlocking());
    }

    private RuleDraft draft() {
        TriggerForm form = TriggerForm.of(rule.trigger()).orElse(TriggerForm.ALWAYS);
        List<RuleDraft.Entry> parameters = new ArrayList<>();
        rule.fault().parameters().forEach((name, value) -> parameters.add(entry(name, paths.fault(name), value)));
        Phase phase = rule.phase();
        return new RuleDraft(
                paths,
                word(rule.id(), paths.id()),
                word(rule.point(), paths.at()),
                where(),
                word(rule.fault().name(), paths.fault()),
                null,
                parameters,
                when(form),
                bounds(),
                phase == null ? null : word(phase.spelling(), paths.phase()),
                rule.enabled() ? null : word("false", paths.enabled()),
                rule.dryRun() ? word("true", paths.dryRun()) : null,
                rule.allowBlocking() ? word("true", paths.allowBlocking()) : null);
    }

    private List<RuleDraft.Term> where() {
        List<RuleDraft.Term> terms = new ArrayList<>();
        for (Selector.Condition condition : rule.selector().conditions()) {
            String path = paths.where(condition.key().name());
            List<RuleDraft.Alternative> anyOf = condition.anyOf().stream()
                    .map(pattern -> new RuleDraft.Alternative(form(pattern), word(pattern.text(), path)))
                    .toList();
            terms.add(new RuleDraft.Term(word(condition.key().name(), path), condition.negated(), anyOf));
        }
        Cohort cohort = rule.selector().cohort();
        if (cohort != null) {
            String path = paths.where(Cohort.ATTRIBUTE);
            terms.add(new RuleDraft.Term(
                    word(Cohort.ATTRIBUTE, path),
                    false,
                    List.of(new RuleDraft.Alternative(RuleDraft.Form.VALUE, word(cohort.text(), path)))));
        }
        return terms;
    }

    private static RuleDraft.Form form(ValuePattern pattern) {
        if (pattern instanceof ValuePattern.Glob) {
            return RuleDraft.Form.GLOB;
        }
        return pattern instanceof ValuePattern.Regex ? RuleDraft.Form.REGEX : RuleDraft.Form.VALUE;
    }

    private List<RuleDraft.Entry> when(TriggerForm form) {
        List<RuleDraft.Entry> when = new ArrayList<>();
        add(when, "probability", form.probability());
        add(when, "nth", form.nth());
        add(when, "first", form.first());
        add(when, "every", form.every());
        add(when, "after", form.after() == 0 ? null : form.after());
        GateText.of(form).forEach((key, text) -> add(when, key, text));
        return when;
    }

    private void add(List<RuleDraft.Entry> when, String key, @Nullable Object value) {
        if (value != null) {
            when.add(entry(key, paths.when(key), value));
        }
    }

    private List<RuleDraft.Entry> bounds() {
        Bounds given = rule.bounds();
        List<RuleDraft.Entry> bounds = new ArrayList<>();
        bound(bounds, "limit", given.limit(), Bounds.UNLIMITED);
        bound(bounds, "per-second", given.perSecond(), Bounds.UNLIMITED);
        bound(bounds, "players", given.players(), Bounds.UNLIMITED);
        bound(bounds, "total-delay", given.totalDelay(), null);
        bound(bounds, "concurrent", given.concurrent(), Bounds.UNLIMITED);
        bound(bounds, "ttl", given.ttl(), Bounds.DEFAULT_TTL);
        return bounds;
    }

    private void bound(List<RuleDraft.Entry> bounds, String key, @Nullable Object value, @Nullable Object fallback) {
        if (value != null && !value.equals(fallback)) {
            bounds.add(entry(key, paths.bounds(key), value));
        }
    }

    private static RuleDraft.Entry entry(String key, String path, @Nullable Object value) {
        return new RuleDraft.Entry(word(key, path), word(Units.text(value), path));
    }

    private static Word word(String text, String path) {
        return new Word(text, path, null);
    }
}

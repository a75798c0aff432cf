package org.bluemarble.chaos;

import java.util.List;
import java.util.Objects;
import org.bluemarble.chaos.spi.ArmedPoints;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.RulePaths;
import org.jspecify.annotations.Nullable;

/**
 * The way of rules into one engine's rule book, in whatever spelling they come: read and looked at outside of the book's
 * monitor, permitted and put in under it, all of them or none, and watched from then on. Thread-safe.
 */
final class RuleArming {

    private final Chaos engine;
    private final RuleBook book;
    private final Audit audit;
    private final KillSwitch killSwitch;
    private final HoursWatch hours;

    RuleArming(Chaos engine, RuleBook book, Audit audit, ChaosClock clock) {
        this.engine = engine;
        this.book = book;
        this.audit = audit;
        this.killSwitch = book.killSwitch();
        this.hours = new HoursWatch(engine, book, clock);
    }

    ArmedRule arm(FaultRule rule, String actor) {
        Objects.requireNonNull(rule, "rule");
        Findings findings = new Findings();
        List<RuleParts> read = List.of(new RuleReader().parts(rule, RulePaths.CODE, findings));
        return armRead(read, findings, actor, rule.id(), "rule '" + rule.id() + "'")
                .get(0);
    }

    ArmedRule arm(String line, String actor) {
        Findings findings = new Findings();
        RuleDraft draft = LineParser.parse(Objects.requireNonNull(line, "line"), findings);
        String source = RuleText.source(draft);
        if (draft == null) {
            throw refuse(actor, source, findings);
        }
        List<RuleParts> read = List.of(new RuleReader().parts(draft, findings));
        return armRead(read, findings, actor, draft.id().text(), source).get(0);
    }

    List<ArmedRule> armAll(List<FaultRule> rules, String actor) {
        Findings findings = new Findings();
        RuleReader reader = new RuleReader();
        List<RuleParts> read = rules.stream()
                .map(rule -> reader.parts(rule, RulePaths.of(rule.id()), findings))
                .toList();
        return armRead(read, findings, actor, null, read.size() + " rules");
    }

    List<Problem> check(FaultRule rule) {
        Findings findings = new Findings();
        book.permission().check(List.of(new RuleReader().parts(rule, RulePaths.CODE, findings)), findings);
        killSwitch.lookAtSignal(findings);
        return findings.problems();
    }

    List<Problem> check(String line) {
        Findings findings = new Findings();
        RuleDraft draft = LineParser.parse(Objects.requireNonNull(line, "line"), findings);
        if (draft != null) {
            book.permission().check(List.of(new RuleReader().parts(draft, findings)), findings);
        }
        killSwitch.lookAtSignal(findings);
        return findings.problems();
    }

    /** Checks rules that are to be armed together one day, when those of the former act are gone. */
    void checkAct(List<RuleParts> read, Findings findings) {
        book.permission().check(read, findings);
    }

    /** Adds what would make arming these rules fail now. */
    void check(WrittenRules written, Findings findings) {
        book.permission().check(written.parts(findings), findings);
        killSwitch.lookAtSignal(findings);
    }

    /** Reading comes before, outside the monitor: it asks class loaders, which take locks of their own. */
    List<ArmedRule> armRead(List<RuleParts> read, Findings findings, String actor, @Nullable String id, String source) {
        return replaceRead(Replacement.NONE, read, findings, actor, id, source);
    }

    /** Ends some rules and arms others in one step, or does neither. */
    List<ArmedRule> replaceRead(
            Replacement old,
            List<RuleParts> read,
            Findings findings,
            String actor,
            @Nullable String id,
            String source) {
        book.flags().beforeArming();
        // Not with the first injection: a tick would wait for classes to be loaded.
        engine.beginSignals();
        killSwitch.lookAtSignal(findings);
        try {
            List<ArmedRule> armed = book.replacePermitted(old, read, findings, actor, id, source);
            beginWatching(armed);
            return armed;
        } finally {
            book.flags().afterArming();
            audit.tell();
            // Outside the monitor: putting code in place asks class loaders, too.
            ArmedPoints.settle();
        }
    }

    private void beginWatching(List<ArmedRule> armed) {
        try {
            killSwitch.watchSignal();
            hours.begin();
        } catch (RuntimeException | Error broken) {
            // Nothing may act that nobody could stop.
            book.takeBack(armed);
            throw broken;
        }
    }

    /** Enters into the audit trail that something was refused before it became rules. */
    ChaosConfigurationException refuse(String actor, String source, Findings findings) {
        ChaosConfigurationException refusal = book.refused(null, actor, source, findings);
        audit.tell();
        return refusal;
    }
}

package org.bluemarble.chaos;

import java.util.List;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.RulePaths;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** The one-line spelling of a rule. */
final class RuleText {

    private RuleText() {}

    /** See {@link FaultRule#parse}. */
    static FaultRule parse(String line) {
        Findings findings = new Findings();
        RuleDraft draft = LineParser.parse(line, findings);
        FaultRule rule = draft == null ? null : new RuleReader().read(draft, findings);
        if (rule == null) {
            throw new ChaosConfigurationException(source(draft), findings.problems());
        }
        return rule;
    }

    /** What a line is called in messages. */
    static String source(@Nullable RuleDraft draft) {
        return draft == null || !FaultRule.isId(draft.id().text())
                ? "rule"
                : "rule '" + draft.id().text() + "'";
    }

    /** See {@link FaultRule#line}. */
    static String line(FaultRule rule) {
        RuleDraft draft = RuleReader.write(rule, RulePaths.LINE);
        StringBuilder line = new StringBuilder(draft.id().text()).append(':');
        append(line, draft.at());
        selector(line, draft.where());
        append(line, draft.fault());
        append(line, draft.main());
        draft.parameters().forEach(entry -> append(line, entry));
        draft.when().forEach(entry -> append(line, entry));
        draft.bounds().forEach(entry -> append(line, entry));
        append(line, "phase=", draft.phase());
        append(line, "enabled=", draft.enabled());
        append(line, "dry-run=", draft.dryRun());
        return line.toString();
    }

    private static void selector(StringBuilder line, List<RuleDraft.Term> where) {
        String separator = "[";
        for (RuleDraft.Term term : where) {
            line.append(separator)
                    .append(LineScanner.written(term.key().text()))
                    .append(term.negated() ? "!=" : "=")
                    .append(LineScanner.written(term.value().text()));
            separator = ",";
        }
        line.append(where.isEmpty() ? "" : "]");
    }

    private static void append(StringBuilder line, RuleDraft.Entry entry) {
        append(line, LineScanner.written(entry.key().text()) + "=", entry.value());
    }

    private static void append(StringBuilder line, @Nullable Word word) {
        append(line, "", word);
    }

    private static void append(StringBuilder line, String key, @Nullable Word word) {
        if (word != null) {
            line.append(' ').append(key).append(LineScanner.written(word.text()));
        }
    }
}

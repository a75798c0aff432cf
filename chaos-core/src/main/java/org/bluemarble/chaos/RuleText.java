package org.bluemarble.chaos;

import java.util.List;
import java.util.stream.Collectors;
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
        if (rule == null || !findings.isEmpty()) {
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
        append(line, "allow-blocking=", draft.allowBlocking());
        return line.toString();
    }

    private static void selector(StringBuilder line, List<RuleDraft.Term> where) {
        String separator = "[";
        for (RuleDraft.Term term : where) {
            line.append(separator).append(condition(term));
            separator = ",";
        }
        line.append(where.isEmpty() ? "" : "]");
    }

    /** {@return a condition as it can stand in a line, for example {@code table!=trades|items}} */
    static String condition(RuleDraft.Term term) {
        return LineScanner.writtenInSelector(term.key().text())
                + (term.negated() ? "!" : "")
                + (isValues(term) ? "=" : "~")
                + alternatives(term);
    }

    /** {@return what the attribute is compared with, for example {@code trades|items}} */
    static String alternatives(RuleDraft.Term term) {
        boolean values = isValues(term);
        return term.anyOf().stream().map(one -> alternative(one, values)).collect(Collectors.joining("|"));
    }

    private static boolean isValues(RuleDraft.Term term) {
        return term.anyOf().stream().allMatch(one -> one.form() == RuleDraft.Form.VALUE);
    }

    private static String alternative(RuleDraft.Alternative one, boolean values) {
        String text = one.word().text();
        if (one.form() == RuleDraft.Form.REGEX) {
            return LineScanner.writtenBetweenSlashes(text);
        }
        // Beside patterns, a value is a pattern without wildcards.
        boolean plain = one.form() == RuleDraft.Form.VALUE && !values;
        return LineScanner.writtenInSelector(plain ? Globs.escaped(text) : text);
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

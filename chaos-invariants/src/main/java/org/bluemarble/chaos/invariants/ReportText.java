package org.bluemarble.chaos.invariants;

import java.util.List;

/** Lays a report out for a terminal: the verdict first, then a line per invariant with its witnesses or reasons below. */
final class ReportText {

    private final StringBuilder text = new StringBuilder();

    private ReportText() {}

    static String of(Report report) {
        ReportText layout = new ReportText();
        layout.text
                .append(report.economy())
                .append(": ")
                .append(report.verdict().word())
                .append('\n');
        report.findings().forEach(layout::finding);
        layout.text.append("  facts: ").append(report.outcomes()).append('\n');
        report.remarks()
                .forEach(remark ->
                        layout.text.append("  remark: ").append(remark).append('\n'));
        return layout.text.toString();
    }

    private void finding(Finding finding) {
        Verdict verdict = finding.verdict();
        text.append(String.format(
                "  %-8s  %-3s  %s%n",
                verdict.word(), finding.invariant(), finding.invariant().title()));
        if (verdict instanceof Verdict.Unknown unknown) {
            lines(unknown.reasons());
        } else if (verdict instanceof Verdict.Violated violated) {
            violated.violations().forEach(this::violation);
        }
    }

    private void violation(Violation violation) {
        lines(violation.witnesses().stream().map(Witness::words).toList());
        long more = violation.count() - violation.witnesses().size();
        if (more > 0) {
            lines(List.of(String.format("and %,d more", more)));
        }
    }

    private void lines(List<String> lines) {
        lines.forEach(line -> text.append("                 ").append(line).append('\n'));
    }
}

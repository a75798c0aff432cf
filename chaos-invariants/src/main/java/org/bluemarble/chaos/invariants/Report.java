package org.bluemarble.chaos.invariants;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bluemarble.chaos.invariants.model.Invariant;

/**
 * What a check found. Immutable.
 *
 * @param economy the mapping's name
 * @param findings one verdict per invariant asked for, in their order
 * @param outcomes what the fact log says, in numbers; all zero without one
 * @param remarks what else a reader should know, for example a torn line of the fact log
 */
public record Report(String economy, List<Finding> findings, OutcomeTally outcomes, List<String> remarks) {

    /** Checks and copies. */
    public Report {
        Objects.requireNonNull(economy, "economy");
        Objects.requireNonNull(outcomes, "outcomes");
        findings = List.copyOf(findings);
        remarks = List.copyOf(remarks);
    }

    /** {@return the worst of all findings} */
    public Verdict verdict() {
        Verdict worst = Verdict.holds();
        for (Finding finding : findings) {
            worst = worst.and(finding.verdict());
        }
        return worst;
    }

    /**
     * Looks one invariant up.
     *
     * @param invariant which one
     * @return its verdict; unknown if it was not asked for
     */
    public Verdict verdict(Invariant invariant) {
        return findings.stream()
                .filter(finding -> finding.invariant() == invariant)
                .map(Finding::verdict)
                .findFirst()
                .orElse(Verdict.unknown(invariant + " was not checked"));
    }

    /** {@return all violations, in the order of the invariants} */
    public List<Violation> violations() {
        return verdict() instanceof Verdict.Violated violated ? violated.violations() : List.of();
    }

    /** {@return all violations as result files hold them} */
    public List<ViolationRecord> violationRecords() {
        return violations().stream().map(Violation::toRecord).toList();
    }

    /**
     * Takes another remark in.
     *
     * @param remark one sentence
     * @return this report with the remark
     */
    public Report withRemark(String remark) {
        List<String> more = new ArrayList<>(remarks);
        more.add(remark);
        return new Report(economy, findings, outcomes, more);
    }

    /** Weakens every {@code holds}; violations stay, because what was seen was seen. */
    Report withDoubt(String reason) {
        List<Finding> weaker = findings.stream()
                .map(finding ->
                        new Finding(finding.invariant(), finding.verdict().and(Verdict.unknown(reason))))
                .toList();
        return new Report(economy, weaker, outcomes, remarks);
    }

    /** {@return the report for people, several lines, each ended} */
    public String toText() {
        return ReportText.of(this);
    }
}

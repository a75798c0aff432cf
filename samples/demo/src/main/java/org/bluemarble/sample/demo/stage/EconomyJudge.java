package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.bluemarble.chaos.invariants.EconomyChecker;
import org.bluemarble.chaos.invariants.Finding;
import org.bluemarble.chaos.invariants.Quiesce;
import org.bluemarble.chaos.invariants.Report;
import org.bluemarble.chaos.invariants.SessionTag;
import org.bluemarble.chaos.invariants.Verdict;
import org.bluemarble.chaos.invariants.Violation;
import org.bluemarble.chaos.invariants.Witness;
import org.bluemarble.chaos.invariants.facts.FactSource;
import org.bluemarble.chaos.invariants.mapping.EconomyMapping;
import org.bluemarble.chaos.invariants.model.Invariant;
import org.bluemarble.sample.demo.result.FoundViolation;
import org.bluemarble.sample.demo.result.VerdictWord;

/** Judges with chaos-invariants, by the mapping in {@code economy.yaml}. */
final class EconomyJudge implements Judge {
    private static final int MOST_WITNESSES = 4;
    /** Longer than a late commit is late: a second. Dead sessions have been waited for by then. */
    private static final Duration STABILITY = Duration.ofMillis(1200);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EconomyChecker checker =
            EconomyChecker.of(EconomyMapping.parse(mapping(), "economy.yaml")).withWitnesses(MOST_WITNESSES);

    @Override
    public Judgement judge(DataSource database, Path facts, List<SessionTag> dead)
            throws SQLException, IOException, InterruptedException {
        Quiesce quiesce = Quiesce.before(checker, database).stability(STABILITY);
        for (SessionTag tag : dead) {
            quiesce = quiesce.endSessions(tag, PATIENCE);
        }
        return judgement(quiesce.check(FactSource.file(facts)));
    }

    @Override
    public boolean isBroken(DataSource database) throws SQLException {
        // A leg written twice is a violation in every world; half a trade may only be under way.
        return checker.check(database).verdict(Invariant.I9) instanceof Verdict.Violated;
    }

    private static Judgement judgement(Report report) {
        List<FoundViolation> violations = new ArrayList<>();
        List<Subject> subjects = new ArrayList<>();
        for (Violation violation : report.violations()) {
            String name = violation.invariant().name();
            violations.add(new FoundViolation(
                    name,
                    violation.invariant().title(),
                    violation.count(),
                    violation.witnesses().stream().map(Witness::words).toList()));
            violation
                    .witnesses()
                    .forEach(witness -> subjects.add(new Subject(witness.subject(), name, witness.words())));
        }
        return new Judgement(VerdictWord.of(report.verdict().word()), violations, subjects, doubts(report));
    }

    private static List<String> doubts(Report report) {
        List<String> doubts = new ArrayList<>();
        for (Finding finding : report.findings()) {
            if (finding.verdict() instanceof Verdict.Unknown unknown) {
                unknown.reasons().forEach(reason -> doubts.add(finding.invariant() + " is unknown: " + reason));
            }
        }
        return doubts;
    }

    private static String mapping() {
        try (InputStream stream = EconomyJudge.class.getResourceAsStream("economy.yaml")) {
            if (stream == null) {
                throw new IllegalStateException("economy.yaml was missing but must stand beside " + EconomyJudge.class);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("economy.yaml could not be read", e);
        }
    }
}

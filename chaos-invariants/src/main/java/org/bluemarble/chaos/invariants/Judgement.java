package org.bluemarble.chaos.invariants;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bluemarble.chaos.invariants.facts.FactCursor;
import org.bluemarble.chaos.invariants.model.Invariant;
import org.jspecify.annotations.Nullable;

/** One pass over all invariants on one snapshot. A query that fails makes its invariant unknown, and those after it. */
final class Judgement {

    private static final List<SnapshotCheck> CHECKS = List.of(
            new ConservationCheck(),
            new MinimumBalanceCheck(),
            new DoubleEntryCheck(),
            new ItemPlaceCheck(),
            new ItemConservationCheck(),
            new WholeTradeCheck(),
            new AtMostOnceCheck());

    private final Snapshot snapshot;
    private final BoundEconomy economy;
    private final int witnesses;
    private final Map<Invariant, String> unsupported;
    private final Map<Invariant, Verdict> verdicts = new EnumMap<>(Invariant.class);
    private final List<String> remarks = new ArrayList<>();
    private OutcomeTally tally = OutcomeTally.none();
    private Optional<String> obstacle = Optional.empty();

    Judgement(Snapshot snapshot, BoundEconomy economy, int witnesses) {
        this.snapshot = snapshot;
        this.economy = economy;
        this.witnesses = witnesses;
        this.unsupported = economy.mapping().unsupported();
    }

    Observation judge(@Nullable FactCursor facts, Sessions sessions, boolean withDigest)
            throws SQLException, IOException {
        obstacle = snapshot.dialect().refusal(snapshot.connection(), economy.tables());
        for (SnapshotCheck check : CHECKS) {
            if (isAskedFor(check.invariant())) {
                verdicts.put(check.invariant(), judge(check));
            }
        }
        judgeFacts(facts, sessions);
        Optional<StateDigest> digest = withDigest ? digest() : Optional.empty();
        return new Observation(new Report(economy.mapping().name(), findings(), tally, remarks), digest);
    }

    private boolean isAskedFor(Invariant invariant) {
        return economy.mapping().check().contains(invariant);
    }

    private List<Finding> findings() {
        return verdicts.entrySet().stream()
                .map(entry -> new Finding(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Verdict judge(SnapshotCheck check) {
        String reason = unsupported.get(check.invariant());
        if (reason != null) {
            return Verdict.unknown(reason);
        }
        if (obstacle.isPresent()) {
            return Verdict.unknown(obstacle.get());
        }
        try {
            return check.judge(snapshot, economy, witnesses);
        } catch (SQLException failure) {
            return failed(check.invariant().name(), failure);
        }
    }

    /** After a failed query the transaction is aborted or the connection gone, so nothing else can be asked. */
    private Verdict failed(String what, SQLException failure) {
        String reason = "the query for " + what + " failed: " + failure.getMessage();
        obstacle = Optional.of("not judged, because " + reason);
        return Verdict.unknown(reason);
    }

    private void judgeFacts(@Nullable FactCursor facts, Sessions sessions) throws IOException {
        if (!isAskedFor(Invariant.I10) && !isAskedFor(Invariant.I11)) {
            return;
        }
        FactJudge.Findings found = factFindings(facts, sessions);
        tally = found.tally();
        if (facts != null) {
            facts.torn().forEach(remarks::add);
            if (tally.equals(OutcomeTally.none()) && obstacle.isEmpty()) {
                remarks.add(
                        "the fact log speaks of no operation, so what was acknowledged or refused is not much tested");
            }
        }
        if (isAskedFor(Invariant.I10)) {
            verdicts.put(Invariant.I10, found.acknowledgements());
        }
        if (isAskedFor(Invariant.I11)) {
            verdicts.put(Invariant.I11, found.refusals());
        }
    }

    private FactJudge.Findings factFindings(@Nullable FactCursor facts, Sessions sessions) throws IOException {
        String reason = unsupported.get(Invariant.I10);
        if (reason != null) {
            return none(Verdict.unknown(reason));
        }
        if (facts == null) {
            return none(Verdict.unknown("no fact log was given"));
        }
        if (obstacle.isPresent()) {
            return none(Verdict.unknown(obstacle.get()));
        }
        try {
            return new FactJudge(snapshot, economy, sessions, witnesses).judge(facts);
        } catch (SQLException failure) {
            return none(failed("the facts", failure));
        }
    }

    private static FactJudge.Findings none(Verdict verdict) {
        return new FactJudge.Findings(verdict, verdict, OutcomeTally.none());
    }

    private Optional<StateDigest> digest() {
        if (obstacle.isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(StateDigest.of(snapshot, economy));
        } catch (SQLException failure) {
            remarks.add("the state could not be read as a whole: " + failure.getMessage());
            return Optional.empty();
        }
    }
}

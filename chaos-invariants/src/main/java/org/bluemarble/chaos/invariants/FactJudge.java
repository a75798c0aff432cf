package org.bluemarble.chaos.invariants;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bluemarble.chaos.invariants.facts.Fact;
import org.bluemarble.chaos.invariants.facts.FactCursor;
import org.bluemarble.chaos.invariants.facts.FactOutcome;
import org.bluemarble.chaos.invariants.mapping.TradeTable;
import org.bluemarble.chaos.invariants.model.Invariant;
import org.bluemarble.chaos.invariants.model.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * I10 and I11: what clients were told, against what the database knows.
 *
 * <p>Reads the fact log once, a batch at a time. What stays in memory are the operations without an answer, and the ids of
 * those that break an invariant: both are few in a log of any length.
 */
final class FactJudge {

    private final BoundEconomy economy;
    private final Sessions sessions;
    private final Traces traces;
    private final Breaches gone;
    private final Breaches undead;
    private final Set<String> goneOperations = new HashSet<>();
    private final Set<String> undeadOperations = new HashSet<>();
    private final List<Fact> batch = new ArrayList<>();
    private final Set<String> unanswered = new HashSet<>();
    private long acknowledged;
    private long refused;

    FactJudge(Snapshot snapshot, BoundEconomy economy, Sessions sessions, int mostWitnesses) {
        this.economy = economy;
        this.sessions = sessions;
        this.traces = new Traces(snapshot, economy);
        this.gone = new Breaches(Invariant.I10, mostWitnesses);
        this.undead = new Breaches(Invariant.I11, mostWitnesses);
    }

    /** {@return what the facts say, and the verdicts on both invariants} */
    Findings judge(FactCursor facts) throws SQLException, IOException {
        for (Fact fact = facts.next(); fact != null; fact = facts.next()) {
            if (isOfTheEconomy(fact)) {
                take(fact);
            }
        }
        judgeBatch();
        OutcomeTally tally = tallyDoubts();
        Verdict acknowledgements = gone.verdict();
        Verdict refusals = undead.verdict().and(stillPossible());
        if (!facts.unreadable().isEmpty()) {
            Verdict doubt = new Verdict.Unknown(facts.unreadable());
            return new Findings(acknowledgements.and(doubt), refusals.and(doubt), tally);
        }
        return new Findings(acknowledgements, refusals, tally);
    }

    private boolean isOfTheEconomy(Fact fact) {
        Set<String> kinds = economy.mapping().factKinds();
        return kinds.isEmpty() || kinds.contains(fact.kind());
    }

    private void take(Fact fact) throws SQLException {
        if (fact.outcome() == FactOutcome.INVOKE) {
            unanswered.add(fact.op());
        } else if (fact.outcome() == FactOutcome.OK || fact.outcome() == FactOutcome.FAIL) {
            unanswered.remove(fact.op());
            batch.add(fact);
            if (batch.size() == Traces.BATCH) {
                judgeBatch();
            }
        }
    }

    private void judgeBatch() throws SQLException {
        Map<String, Trace> found = traces.of(batch.stream().map(Fact::op).toList());
        for (Fact fact : batch) {
            Trace trace = found.getOrDefault(fact.op(), Trace.NONE);
            if (fact.outcome() == FactOutcome.OK) {
                acknowledged++;
                judgeAcknowledged(fact, trace);
            } else {
                refused++;
                judgeRefused(fact, trace);
            }
        }
        batch.clear();
    }

    private void judgeAcknowledged(Fact fact, Trace trace) {
        String missing = missing(fact, trace);
        String told = fact.payload().get(Fact.RESULT);
        if (!new Outcome.Acknowledged().allows(missing == null ? 1 : 0)) {
            breach(gone, goneOperations, fact, " was acknowledged but is gone: " + missing);
        } else if (told != null && trace.result() != null && !told.equals(trace.result())) {
            breach(
                    gone,
                    goneOperations,
                    fact,
                    " was acknowledged as '" + told + "' but the server stored '" + trace.result() + "'");
        }
    }

    /** {@return what an acknowledged operation should have left behind and did not; null if it is all there} */
    private @Nullable String missing(Fact fact, Trace trace) {
        if (economy.operations().isPresent() && !trace.isRecorded()) {
            return "no row in " + economy.operations().get().table().label();
        }
        if (economy.ledger().isEmpty() || trace.legs() > 0 || trace.isTraded()) {
            return null;
        }
        // Some operations have no legs; a trade without any is judged by its row, if it has one.
        boolean mustHaveLegs = economy.operations().isEmpty()
                || economy.trades()
                        .map(Bound::mapping)
                        .map(TradeTable::kinds)
                        .orElse(Set.of())
                        .contains(fact.kind());
        return mustHaveLegs ? "no legs in " + economy.requiredLedger().table().label() : null;
    }

    private void judgeRefused(Fact fact, Trace trace) {
        if (!new Outcome.Refused().allows(tookEffect(trace) ? 1 : 0)) {
            String where = economy.ledger().isPresent()
                    ? trace.legs() + " legs in "
                            + economy.requiredLedger().table().label()
                    : "a row in "
                            + economy.operations()
                                    .map(table -> table.table().label())
                                    .orElse("no table");
            breach(undead, undeadOperations, fact, " was refused but took effect: it has " + where);
        }
    }

    /** A server may store its refusals beside its successes, so legs count for more than the row. */
    private boolean tookEffect(Trace trace) {
        return economy.ledger().isPresent() ? trace.legs() > 0 : trace.isRecorded();
    }

    private static void breach(Breaches breaches, Set<String> operations, Fact fact, String what) {
        if (operations.add(fact.op())) {
            breaches.add(
                    fact.op(),
                    fact.kind() + " " + fact.op() + " of " + fact.actor() + ", answered at " + fact.at() + "," + what);
        }
    }

    private Verdict stillPossible() {
        if (sessions == Sessions.ENDED || refused == 0) {
            return Verdict.holds();
        }
        return Verdict.unknown(String.format(
                "%,d operations were refused, and a session of a dead server may still carry one out; quiesce first",
                refused));
    }

    private OutcomeTally tallyDoubts() throws SQLException {
        long applied = 0;
        long absent = 0;
        long running = 0;
        List<String> doubtful = List.copyOf(unanswered);
        for (int from = 0; from < doubtful.size(); from += Traces.BATCH) {
            List<String> part = doubtful.subList(from, Math.min(doubtful.size(), from + Traces.BATCH));
            for (Trace trace : traces.of(part).values()) {
                if (tookEffect(trace)) {
                    applied++;
                } else if (new Outcome.InDoubt(sessions == Sessions.MAY_RUN && !trace.isRecorded()).running()) {
                    running++;
                } else {
                    absent++;
                }
            }
        }
        return new OutcomeTally(acknowledged, refused, applied, absent, running);
    }

    /** What one reading of the facts found. */
    record Findings(Verdict acknowledgements, Verdict refusals, OutcomeTally tally) {}
}

package org.bluemarble.chaos.invariants.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bluemarble.chaos.invariants.model.Invariant;

/** What each invariant needs of a mapping, and which settings exclude each other. */
final class Support {

    private Support() {}

    static Optional<String> missing(Invariant invariant, EconomyMapping mapping) {
        boolean ledger = mapping.ledger().isPresent();
        if (invariant == Invariant.I1) {
            return first(
                    need(!mapping.balances().isEmpty(), "no balances are mapped"),
                    need(!mapping.initial().isEmpty(), "no initial amounts are given"),
                    need(
                            ledger || mapping.isClosed(),
                            "no ledger is mapped that would tell what was minted and sunk;"
                                    + " map one, or say 'closed: true' if nothing ever is"));
        }
        if (invariant == Invariant.I2) {
            return need(!mapping.balances().isEmpty(), "no balances are mapped");
        }
        if (invariant == Invariant.I3 || invariant == Invariant.I9) {
            return need(ledger, "no ledger is mapped");
        }
        if (invariant == Invariant.I5) {
            return need(!mapping.items().isEmpty(), "no items are mapped");
        }
        if (invariant == Invariant.I6) {
            return first(
                    need(!mapping.items().isEmpty(), "no items are mapped"),
                    need(ledger, "no ledger is mapped"),
                    need(
                            mapping.ledger().flatMap(LedgerTable::item).isPresent(),
                            "the ledger has no item column mapped"));
        }
        if (invariant == Invariant.I8) {
            return first(
                    need(mapping.trades().isPresent(), "no trades are mapped"), need(ledger, "no ledger is mapped"));
        }
        if (invariant.needsFacts()) {
            return need(
                    ledger || mapping.operations().isPresent(),
                    "neither operations nor a ledger is mapped, so no operation leaves a trace");
        }
        throw new IllegalStateException("nobody said what " + invariant + " needs");
    }

    private static Optional<String> need(boolean present, String otherwise) {
        return present ? Optional.empty() : Optional.of(otherwise);
    }

    @SafeVarargs
    private static Optional<String> first(Optional<String>... reasons) {
        for (Optional<String> reason : reasons) {
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }

    static List<Problem> contradictions(EconomyMapping mapping) {
        List<Problem> problems = new ArrayList<>();
        if (mapping.balances().isEmpty()
                && mapping.items().isEmpty()
                && mapping.ledger().isEmpty()
                && mapping.operations().isEmpty()) {
            add(problems, mapping, "", "maps nothing but must map balances, items, operations or a ledger");
        }
        if (mapping.isClosed() && mapping.ledger().isPresent()) {
            add(
                    problems,
                    mapping,
                    "closed",
                    "was true but must be left out where a ledger is mapped;"
                            + " the ledger tells what was minted and sunk");
        }
        boolean kindsNeedColumn =
                mapping.trades().filter(trades -> !trades.kinds().isEmpty()).isPresent();
        boolean kindColumn = mapping.operations().flatMap(OperationTable::kind).isPresent();
        if (kindsNeedColumn && mapping.operations().isPresent() && !kindColumn) {
            add(
                    problems,
                    mapping,
                    "trades.kinds",
                    "was given but must come with operations.kind,"
                            + " the column that says which operations are trades");
        }
        for (String holder : mapping.mint()) {
            if (mapping.sink().contains(holder)) {
                add(problems, mapping, "sink", "was '" + holder + "', which is a mint; a holder must be one of them");
            }
        }
        mapping.check().forEach(invariant -> checkIsSupported(problems, mapping, invariant));
        addTermProblems(problems, mapping);
        return problems;
    }

    private static void checkIsSupported(List<Problem> problems, EconomyMapping mapping, Invariant invariant) {
        // Without a choice all are asked for, and the report lists those that cannot be judged.
        if (mapping.check().size() == Invariant.values().length) {
            return;
        }
        missing(invariant, mapping)
                .ifPresent(reason -> add(
                        problems,
                        mapping,
                        "check",
                        "was " + invariant + " but must be one this mapping supports; " + reason));
    }

    private static void addTermProblems(List<Problem> problems, EconomyMapping mapping) {
        for (int i = 0; i < mapping.balances().size(); i++) {
            BalanceTable table = mapping.balances().get(i);
            if (table.resource() instanceof Term.Amount) {
                add(problems, mapping, "balances[" + i + "].resource", "was a number but must be a column or a text");
            }
            if (table.minimum() instanceof Term.Text) {
                add(problems, mapping, "balances[" + i + "].minimum", "was a text but must be a column or a number");
            }
        }
        mapping.ledger()
                .filter(ledger -> ledger.resource() instanceof Term.Amount)
                .ifPresent(ledger ->
                        add(problems, mapping, "ledger.resource", "was a number but must be a column or a text"));
        mapping.trades()
                .filter(trades -> trades.legs() instanceof Term.Text)
                .ifPresent(
                        trades -> add(problems, mapping, "trades.legs", "was a text but must be a column or a number"));
    }

    private static void add(List<Problem> problems, EconomyMapping mapping, String path, String what) {
        problems.add(new Problem(mapping.lineOf(path), path, what));
    }
}

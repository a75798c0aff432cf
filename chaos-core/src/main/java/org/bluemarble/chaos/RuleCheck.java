package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a rule makes sense here and is permitted: what every spelling of it has to pass. */
record RuleCheck(
        FaultCatalogue catalogue,
        Ceiling ceiling,
        Collection<String> armedIds,
        @Nullable String killed) {

    List<Problem> check(FaultRule rule) {
        List<Problem> problems = new ArrayList<>();
        if (killed != null) {
            problems.add(new Problem(null, "the kill switch was thrown (" + killed + "); reset it first"));
        }
        if (catalogue.point(rule.point()).isEmpty()) {
            problems.add(new Problem(null, "at was '" + rule.point() + "', which no module provides"));
        }
        if (catalogue.fault(rule.fault().name(), rule.point()).isEmpty()) {
            problems.add(new Problem(
                    null, "fault was '" + rule.fault().name() + "', which does not exist at " + rule.point()));
        }
        return problems;
    }
}

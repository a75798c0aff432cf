package org.bluemarble.sample.demo.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.bluemarble.sample.demo.result.Mark;
import org.bluemarble.sample.demo.result.Timeline;

/**
 * Violations so close together in time that their shapes would hide each other; drawn as one. A doubled trade alone breaks
 * four invariants at the same instant.
 *
 * @param seconds when the first of them was, from the run's start
 * @param violations in order of time
 */
record ViolationCluster(double seconds, List<Mark.Violated> violations) {
    static List<ViolationCluster> of(Timeline timeline, double closeSeconds) {
        List<ViolationCluster> clusters = new ArrayList<>();
        List<Mark.Violated> ordered = timeline.marks().stream()
                .filter(Mark.Violated.class::isInstance)
                .map(Mark.Violated.class::cast)
                .sorted(Comparator.comparing(Mark.Violated::from))
                .toList();
        for (Mark.Violated violated : ordered) {
            double at = timeline.secondsTo(violated.from());
            ViolationCluster last = clusters.isEmpty() ? null : clusters.get(clusters.size() - 1);
            if (last == null || at - last.seconds() > closeSeconds) {
                last = new ViolationCluster(at, new ArrayList<>());
                clusters.add(last);
            }
            last.violations().add(violated);
        }
        return clusters;
    }

    /** {@return the invariants broken, each once: {@code I3 I9}} */
    String label() {
        return violations.stream()
                .map(Mark.Violated::invariant)
                .distinct()
                .sorted(Comparator.comparingInt(name -> Integer.parseInt(name.substring(1))))
                .collect(Collectors.joining(" "));
    }

    /** {@return every witness, a line for each} */
    String words() {
        return violations.stream()
                .map(violated -> violated.invariant() + ": " + violated.words())
                .collect(Collectors.joining("\n"));
    }
}

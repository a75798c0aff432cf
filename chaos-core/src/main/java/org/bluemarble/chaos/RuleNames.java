package org.bluemarble.chaos;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bluemarble.chaos.spi.ArmedPoints;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Nearest;
import org.bluemarble.chaos.spi.PointFamily;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/**
 * Finds the point and the fault that a rule names. A name that stands for nothing must not hide what else is wrong with the
 * rule: the rest is held against what the name was probably meant to be, and the whole rule is refused in any case.
 */
final class RuleNames {

    /**
     * What a name stands for.
     *
     * @param found null if the name has a problem
     * @param likely what was found, or else what was probably meant; null if nobody can tell
     */
    record Named<T>(@Nullable T found, @Nullable T likely) {

        static <T> Named<T> found(T one) {
            return new Named<>(one, one);
        }

        static <T> Named<T> meant(@Nullable T one) {
            return new Named<>(null, one);
        }
    }

    private final FaultCatalogue catalogue;
    private final Set<String> declaredPoints;
    private final Findings findings;

    RuleNames(FaultCatalogue catalogue, Set<String> declaredPoints, Findings findings) {
        this.catalogue = catalogue;
        this.declaredPoints = declaredPoints;
        this.findings = findings;
    }

    Named<PointDescriptor> point(RuleDraft draft) {
        Word at = draft.at();
        if (at == null) {
            findings.add(
                    draft.id().position(), draft.paths().at() + " is missing; name a point, for example jdbc.commit");
            return Named.meant(null);
        }
        Optional<PointDescriptor> known = catalogue.point(at.text());
        if (known.isPresent()) {
            String complaint = ArmedPoints.complaint(at.text());
            if (complaint != null) {
                findings.refuse(at, complaint);
            }
            return Named.found(known.get());
        }
        Optional<PointFamily> family = catalogue.family(at.text());
        if (family.isPresent()) {
            findings.refuse(at, String.valueOf(family.get().complaint(at.text())));
            return Named.meant(family.get().example());
        }
        if (declaredPoints.contains(at.text())) {
            return Named.found(FaultCatalogue.namedPoint(at.text(), List.of()));
        }
        return unknownPoint(at);
    }

    private Named<PointDescriptor> unknownPoint(Word at) {
        Set<String> names = new TreeSet<>(declaredPoints);
        catalogue.points().forEach(point -> names.add(point.name()));
        Optional<String> nearest = Nearest.to(at.text(), names);
        // A named point is passed by code that may not be loaded: that another's name is near says little.
        boolean described = nearest.filter(catalogue::isDescribed).isPresent();
        boolean certain = described || nearest.filter(declaredPoints::contains).isPresent();
        String meant = nearest.map(name -> "; did you mean '" + name + "'?").orElse("");
        if (InjectionPoint.isName(at.text())) {
            findings.refuse(
                    at, ", which no module provides" + meant + (certain ? "" : declare(at, nearest.isPresent())));
        } else {
            findings.refuse(
                    at,
                    "but must read target.operation in lower-case letters, digits and hyphens"
                            + (meant.isEmpty() ? ", for example trade.after-debit" : meant));
        }
        return Named.meant(described ? nearest.flatMap(catalogue::point).orElse(null) : null);
    }

    private static String declare(Word at, boolean mayBeAnother) {
        String command = "declare-point PID " + at.text();
        return mayBeAnother
                ? " If its class is not loaded yet: " + command
                : "; a point in server code exists once its class is initialised, or once it is declared: by " + command
                        + ", or under points: in the rule file";
    }

    /** @param point what the rule's point was probably meant to be; null if nobody can tell */
    Named<FaultDescriptor> fault(RuleDraft draft, @Nullable PointDescriptor point) {
        Word fault = draft.fault();
        if (fault == null) {
            findings.add(draft.id().position(), draft.paths().fault() + " is missing; name one, for example latency");
            return Named.meant(null);
        }
        List<FaultDescriptor> sameName = named(fault.text());
        if (sameName.isEmpty()) {
            return unknownFault(fault, point);
        }
        if (point == null) {
            // Which of several the rule means depends on the point.
            return sameName.size() == 1 ? Named.found(sameName.get(0)) : Named.meant(null);
        }
        Optional<FaultDescriptor> descriptor = catalogue.fault(fault.text(), point.name());
        if (descriptor.isEmpty()) {
            Set<String> points = new TreeSet<>();
            sameName.forEach(one -> points.addAll(one.points()));
            findings.refuse(
                    fault, ", which makes no sense at " + point.name() + "; it acts at " + Nearest.list(points, "and"));
            return Named.meant(sameName.get(0));
        }
        return Named.found(descriptor.get());
    }

    private Named<FaultDescriptor> unknownFault(Word fault, @Nullable PointDescriptor point) {
        String others = point == null ? "" : "; at " + point.name() + " there are " + faultsAt(point);
        findings.refuse(
                fault, ", which no module provides" + Nearest.hint(fault.text(), catalogue.faultNames(), others));
        return Named.meant(Nearest.to(fault.text(), catalogue.faultNames())
                .flatMap(name -> point == null ? named(name).stream().findFirst() : catalogue.fault(name, point.name()))
                .orElse(null));
    }

    private List<FaultDescriptor> named(String name) {
        return catalogue.faults().stream()
                .filter(one -> one.name().equals(name))
                .toList();
    }

    private String faultsAt(PointDescriptor point) {
        return Nearest.list(
                new TreeSet<>(
                        faultsFor(point).stream().map(FaultDescriptor::name).toList()),
                "and");
    }

    /** {@return the faults that make sense at a point; all if nobody can tell which point it is} */
    Collection<FaultDescriptor> faultsFor(@Nullable PointDescriptor point) {
        return catalogue.faults().stream()
                .filter(fault -> point == null || fault.fits(point.name()))
                .toList();
    }
}

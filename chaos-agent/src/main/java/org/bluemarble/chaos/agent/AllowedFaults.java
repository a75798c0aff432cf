package org.bluemarble.chaos.agent;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bluemarble.chaos.Ceiling;
import org.bluemarble.chaos.FaultCatalogue;
import org.bluemarble.chaos.FaultDescriptor;
import org.bluemarble.chaos.Problem;
import org.bluemarble.chaos.spi.Nearest;

/** The option {@code allow}: destructive faults that the ceiling permits. */
record AllowedFaults(Set<String> names) {

    /** Adds a problem for every name that is no destructive fault. */
    void check(FaultCatalogue catalogue, List<Problem> problems) {
        Set<String> destructive = new TreeSet<>();
        for (FaultDescriptor fault : catalogue.faults()) {
            if (fault.destructive()) {
                destructive.add(fault.name());
            }
        }
        for (String name : names) {
            if (!destructive.contains(name)) {
                problems.add(new Problem(null, complaint(name, catalogue.faultNames(), destructive)));
            }
        }
    }

    private static String complaint(String name, Set<String> all, Set<String> destructive) {
        if (all.contains(name)) {
            return "allow named '" + name + "', which needs no permission; leave it out";
        }
        String otherwise = "; destructive are " + Nearest.list(destructive, "and");
        return "allow named '" + name + "', which is no fault" + Nearest.hint(name, destructive, otherwise);
    }

    /** {@return the ceiling with these faults permitted besides its own} */
    Ceiling addedTo(Ceiling ceiling) {
        Set<String> all = new TreeSet<>(ceiling.allowedDestructive());
        all.addAll(names);
        return ceiling.allowing(all.toArray(new String[0]));
    }
}

package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bluemarble.chaos.spi.ChaosModule;
import org.bluemarble.chaos.spi.PointFamily;

/**
 * Every point and fault that is known in this JVM: the generic ones, those of target modules, and the named points of
 * server code. There is one catalogue, as points are process-wide. Thread-safe.
 */
public final class FaultCatalogue {

    /** Core's version; target modules and the agent must have the same. */
    public static final String VERSION = "0.1.0";

    private static final FaultCatalogue PROCESS = new FaultCatalogue();

    // Read by arming and help, written by a handful of registrations: one monitor is enough.
    private final Map<String, PointDescriptor> points = new LinkedHashMap<>();
    /** Names of points that a module describes; the others are named points of server code. */
    private final Set<String> described = new HashSet<>();

    private final Map<String, ChaosModule> modules = new LinkedHashMap<>();
    private final Map<String, PointFamily> families = new LinkedHashMap<>();
    private final List<FaultDescriptor> faults = new ArrayList<>(GenericFaults.DESCRIPTORS);

    FaultCatalogue() {
        faults.addAll(PressureFaults.DESCRIPTORS);
        points.put(JvmSchedule.POINT_NAME, JvmSchedule.DESCRIPTOR);
        described.add(JvmSchedule.POINT_NAME);
    }

    /** {@return the catalogue of this JVM} */
    public static FaultCatalogue process() {
        return PROCESS;
    }

    /** {@return the points that are known now, described ones first} */
    public synchronized List<PointDescriptor> points() {
        return List.copyOf(points.values());
    }

    /** {@return the faults that are known now} */
    public synchronized List<FaultDescriptor> faults() {
        return List.copyOf(faults);
    }

    /** {@return the names of the modules that are known now} */
    public synchronized Collection<String> modules() {
        return List.copyOf(modules.keySet());
    }

    /** {@return the point of this name, be it one that a family makes of the name} */
    public synchronized Optional<PointDescriptor> point(String name) {
        PointDescriptor known = points.get(name);
        return known != null
                ? Optional.of(known)
                : family(name).filter(family -> family.complaint(name) == null).map(family -> family.describe(name));
    }

    /** {@return the family whose prefix this name has} */
    synchronized Optional<PointFamily> family(String name) {
        int colon = name.indexOf(':');
        return colon < 0 ? Optional.empty() : Optional.ofNullable(families.get(name.substring(0, colon + 1)));
    }

    /** {@return the families that are known now} */
    synchronized List<PointFamily> families() {
        return List.copyOf(families.values());
    }

    /** {@return whether a module describes the point of this name; the others are passed by server code itself} */
    synchronized boolean isDescribed(String name) {
        return described.contains(name);
    }

    /** Returns the fault of this name that makes sense at a point; a target module's own goes before a generic one. */
    public synchronized Optional<FaultDescriptor> fault(String name, String point) {
        FaultDescriptor best = null;
        for (FaultDescriptor fault : faults) {
            boolean moreSpecific = best == null || best.points().isEmpty();
            if (fault.name().equals(name) && fault.fits(point) && moreSpecific) {
                best = fault;
            }
        }
        return Optional.ofNullable(best);
    }

    /** {@return the names of all faults, sorted} */
    public synchronized Set<String> faultNames() {
        Set<String> names = new TreeSet<>();
        faults.forEach(fault -> names.add(fault.name()));
        return names;
    }

    /** {@return what the module of a rule's fault has against it} */
    Optional<String> complaint(FaultRule rule) {
        List<ChaosModule> asked;
        synchronized (this) {
            asked = List.copyOf(modules.values());
        }
        return asked.stream().flatMap(module -> module.complaint(rule).stream()).findFirst();
    }

    /** A named point of server code; what a module describes, or what was named with attributes before, stays. */
    synchronized void addNamedPoint(String name, List<AttributeDescriptor> attributes) {
        PointDescriptor known = points.get(name);
        if (known == null || (!described.contains(name) && known.attributes().isEmpty())) {
            points.put(name, namedPoint(name, attributes));
        }
    }

    static PointDescriptor namedPoint(String name, List<AttributeDescriptor> attributes) {
        return new PointDescriptor(
                name, "A named point in server code.", List.of(Phase.BEFORE, Phase.AFTER), attributes);
    }

    /**
     * Adds a module's points and faults, all of them or none. A module that is known already changes nothing.
     *
     * @throws IllegalStateException if its version is not core's, or if it describes a point or fault differently from
     *     what is known, be it from another copy of the module or from another module
     */
    public synchronized void add(ChaosModule module) {
        if (!module.version().equals(VERSION)) {
            throw new IllegalStateException(
                    "module " + module.name() + " was version " + module.version() + " but must be " + VERSION
                            + ", the version of the engine; use the same version for the agent and the libraries");
        }
        if (modules.get(module.name()) == module) {
            return;
        }
        boolean copy = modules.containsKey(module.name());
        List<PointDescriptor> newPoints = new ArrayList<>();
        for (PointDescriptor point : module.points()) {
            boolean known = described.contains(point.name());
            if (known ? !point.equals(points.get(point.name())) : copy) {
                throw different(module, "point " + point.name());
            }
            newPoints.add(point);
        }
        List<FaultDescriptor> newFaults = new ArrayList<>();
        for (FaultDescriptor fault : module.faults()) {
            boolean known = faults.contains(fault);
            if (!known && (copy || faults.stream().anyMatch(other -> clash(fault, other)))) {
                throw different(module, "fault " + fault.name());
            }
            if (!known) {
                newFaults.add(fault);
            }
        }
        newPoints.forEach(point -> {
            points.put(point.name(), point);
            described.add(point.name());
        });
        faults.addAll(newFaults);
        module.families().forEach(family -> families.putIfAbsent(family.prefix(), family));
        modules.putIfAbsent(module.name(), module);
    }

    /** Two faults of one name may describe different points; and any may refine a generic one at points of its own. */
    private static boolean clash(FaultDescriptor added, FaultDescriptor known) {
        if (!added.name().equals(known.name())) {
            return false;
        }
        return added.points().isEmpty()
                ? known.points().isEmpty()
                : known.points().stream().anyMatch(added.points()::contains);
    }

    private static IllegalStateException different(ChaosModule module, String what) {
        return new IllegalStateException("module " + module.name() + " describes " + what
                + " differently from what was loaded before it; use the same version for the agent and the libraries,"
                + " and load no two modules that claim the same");
    }
}

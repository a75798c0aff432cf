package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bluemarble.chaos.spi.ChaosModule;
import org.jspecify.annotations.Nullable;

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
    private final Map<String, ChaosModule> modules = new LinkedHashMap<>();
    private final List<FaultDescriptor> faults = new ArrayList<>(GenericFaults.DESCRIPTORS);

    private FaultCatalogue() {}

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

    /** {@return the point of this name} */
    public synchronized Optional<PointDescriptor> point(String name) {
        return Optional.ofNullable(points.get(name));
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

    /** A named point of server code: its calls have no attributes but those of the context. */
    synchronized void addNamedPoint(String name) {
        points.computeIfAbsent(
                name,
                unused -> new PointDescriptor(
                        name, "A named point in server code.", List.of(Phase.BEFORE, Phase.AFTER), List.of()));
    }

    /**
     * Adds a module's points and faults; a module that is known already changes nothing.
     *
     * @throws IllegalStateException if its version is not core's, or if it describes a point or fault differently from
     *     what is known
     */
    public synchronized void add(ChaosModule module) {
        if (!module.version().equals(VERSION)) {
            throw new IllegalStateException(
                    "module " + module.name() + " was version " + module.version() + " but must be " + VERSION
                            + ", the version of the engine; use the same version for the agent and the libraries");
        }
        @Nullable ChaosModule known = modules.get(module.name());
        if (known == module) {
            return;
        }
        for (PointDescriptor point : module.points()) {
            PointDescriptor former = points.get(point.name());
            if (known != null && !point.equals(former)) {
                throw different(module, "point " + point.name());
            }
            points.put(point.name(), point);
        }
        for (FaultDescriptor fault : module.faults()) {
            if (known != null && !faults.contains(fault)) {
                throw different(module, "fault " + fault.name());
            }
            if (known == null) {
                faults.add(fault);
            }
        }
        modules.putIfAbsent(module.name(), module);
    }

    private static IllegalStateException different(ChaosModule module, String what) {
        return new IllegalStateException(
                "module " + module.name() + " describes " + what
                        + " differently from the copy that was loaded first; use the same version for the agent and the libraries");
    }
}

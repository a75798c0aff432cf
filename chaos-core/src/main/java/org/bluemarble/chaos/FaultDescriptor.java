package org.bluemarble.chaos;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Describes one fault: its name, parameters, and where it makes sense.
 *
 * @param name kebab-case
 * @param summary one sentence: what the target does and what the caller sees
 * @param parameters in the order they are documented; at most one is {@link ParameterDescriptor#main()}
 * @param phases the phases it can act in; the first is its own where a rule names none
 * @param points names of the points where it makes sense, of which one ending in {@code .*} or {@code :*} stands for
 *     all that begin alike; empty for every point
 * @param blocks whether it makes the calling thread wait
 * @param destructive whether the ceiling must name it
 */
public record FaultDescriptor(
        String name,
        String summary,
        List<ParameterDescriptor> parameters,
        List<Phase> phases,
        List<String> points,
        boolean blocks,
        boolean destructive) {

    public FaultDescriptor {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(summary, "summary");
        parameters = List.copyOf(parameters);
        phases = List.copyOf(phases);
        points = List.copyOf(points);
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("phases of fault " + name + " was empty but must name at least one");
        }
        for (ParameterDescriptor parameter : parameters) {
            if (ReservedKeys.contains(parameter.name())) {
                throw new IllegalArgumentException("parameter of fault " + name + " was '" + parameter.name()
                        + "', which is reserved for triggers, bounds and flags");
            }
        }
        if (parameters.stream().filter(ParameterDescriptor::main).count() > 1) {
            throw new IllegalArgumentException("fault " + name + " has more than one main parameter");
        }
    }

    /** {@return whether the fault makes sense at the point of this name} */
    public boolean fits(String point) {
        return points.isEmpty() || points.stream().anyMatch(one -> covers(one, point));
    }

    private static boolean covers(String name, String point) {
        return (name.endsWith(".*") || name.endsWith(":*"))
                ? point.startsWith(name.substring(0, name.length() - 1))
                : name.equals(point);
    }

    /** {@return the parameter of this name} */
    public Optional<ParameterDescriptor> parameter(String parameter) {
        return parameters.stream().filter(one -> one.name().equals(parameter)).findFirst();
    }

    /** {@return the parameter that may follow the fault's name bare} */
    public Optional<ParameterDescriptor> mainParameter() {
        return parameters.stream().filter(ParameterDescriptor::main).findFirst();
    }

    /** {@return the phases in which the fault can act at a point, its own first; empty if there is none} */
    public List<Phase> phasesAt(PointDescriptor point) {
        return phases.stream().filter(point.phases()::contains).toList();
    }
}

package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.List;
import org.bluemarble.chaos.spi.ChaosModule;
import org.bluemarble.chaos.spi.Nearest;
import org.bluemarble.chaos.spi.Units;

/** Renders the catalogue for readers: a table for each fault and one for the points, from the descriptors that rules obey. */
public final class CatalogueTables {

    private CatalogueTables() {}

    /** {@return Markdown for the faults and points that are known now, in the order they were added} */
    public static String markdown() {
        return markdown(FaultCatalogue.process());
    }

    /** {@return Markdown for the generic faults and what these modules bring, whatever else this JVM knows} */
    public static String markdownOf(ChaosModule... modules) {
        FaultCatalogue catalogue = new FaultCatalogue();
        List.of(modules).forEach(catalogue::add);
        return markdown(catalogue);
    }

    static String markdown(FaultCatalogue catalogue) {
        StringBuilder text = new StringBuilder("## Faults\n");
        catalogue.faults().forEach(fault -> fault(text, fault));
        text.append("\n## Points\n");
        catalogue.points().forEach(point -> point(text, point));
        catalogue.families().forEach(family -> point(text, family.example()));
        return text.toString();
    }

    private static void fault(StringBuilder text, FaultDescriptor fault) {
        text.append("\n### `")
                .append(fault.name())
                .append("`")
                .append(place(fault))
                .append("\n\n");
        text.append(fault.summary()).append("\n\n").append(traits(fault)).append('\n');
        if (fault.parameters().isEmpty()) {
            return;
        }
        text.append('\n');
        row(text, List.of("attribute", "unit", "range", "default", "what it means"));
        row(text, List.of("---", "---", "---", "---", "---"));
        for (ParameterDescriptor parameter : fault.parameters()) {
            row(
                    text,
                    List.of(
                            code(parameter.name()) + (parameter.main() ? " (may follow the name bare)" : ""),
                            unit(parameter),
                            range(parameter),
                            parameter.fallback() == null ? "must be given" : parameter.fallback(),
                            parameter.summary()));
        }
    }

    private static String place(FaultDescriptor fault) {
        return fault.points().isEmpty()
                ? ""
                : " at "
                        + Nearest.list(
                                fault.points().stream()
                                        .map(CatalogueTables::code)
                                        .toList(),
                                "and");
    }

    private static String traits(FaultDescriptor fault) {
        List<String> phases = fault.phases().stream().map(Phase::spelling).toList();
        List<String> traits = new ArrayList<>();
        traits.add("Phases: " + Nearest.list(phases, "and")
                + (phases.size() > 1 ? "; " + phases.get(0) + " unless the rule names another." : "."));
        if (fault.blocks()) {
            traits.add("Blocks the calling thread.");
        }
        if (fault.destructive()) {
            traits.add("Destructive: the ceiling must allow it.");
        }
        return String.join(" ", traits);
    }

    private static String unit(ParameterDescriptor parameter) {
        return switch (parameter.type()) {
            case DURATION -> "duration, for example 250ms";
            case PROBABILITY -> "share, for example 1%";
            case NUMBER -> "whole number";
            case DECIMAL -> "number";
            case FLAG -> "true or false";
            case TEXT -> "text";
            case CHOICE -> "word";
        };
    }

    private static String range(ParameterDescriptor parameter) {
        if (!parameter.choices().isEmpty()) {
            return Nearest.list(
                    parameter.choices().stream().map(CatalogueTables::code).toList(), "or");
        }
        if (parameter.min() == null) {
            return parameter.max() == null ? "any" : "up to " + Units.text(parameter.max());
        }
        return parameter.max() == null
                ? "from " + Units.text(parameter.min())
                : Units.text(parameter.min()) + " to " + Units.text(parameter.max());
    }

    private static void point(StringBuilder text, PointDescriptor point) {
        List<String> phases = point.phases().stream().map(Phase::spelling).toList();
        text.append("\n### `").append(point.name()).append("`\n\n");
        text.append(point.summary())
                .append(" Phases: ")
                .append(Nearest.list(phases, "and"))
                .append(".\n");
        if (point.attributes().isEmpty()) {
            return;
        }
        text.append('\n');
        row(text, List.of("attribute", "values", "what it means"));
        row(text, List.of("---", "---", "---"));
        for (AttributeDescriptor attribute : point.attributes()) {
            row(text, List.of(code(attribute.name()), values(attribute), attribute.summary()));
        }
    }

    private static String values(AttributeDescriptor attribute) {
        if (!attribute.values().isEmpty()) {
            return Nearest.list(
                    attribute.values().stream().map(CatalogueTables::code).toList(), "or");
        }
        String values = switch (attribute.type()) {
            case TEXT ->
                (attribute.lowerCase() ? "text in lower case" : "text")
                        + (attribute.format() == null
                                ? ""
                                : ", as " + code(attribute.format().example()));
            case NUMBER -> "whole number" + bounds(attribute);
            case FLAG -> "true or false";
        };
        return attribute.several() ? values + ", several at once" : values;
    }

    private static String bounds(AttributeDescriptor attribute) {
        return (attribute.least() == Long.MIN_VALUE ? "" : " from " + attribute.least())
                + (attribute.most() == Long.MAX_VALUE ? "" : " to " + attribute.most());
    }

    private static String code(String word) {
        return "`" + word + "`";
    }

    private static void row(StringBuilder text, List<String> cells) {
        // A bar inside a cell would begin another one.
        cells.forEach(cell -> text.append("| ").append(cell.replace("|", "\\|")).append(' '));
        text.append("|\n");
    }
}

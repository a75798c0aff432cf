package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** Reads the fault of a rule as its descriptor says. */
final class FaultReader {

    private final FaultDescriptor descriptor;
    private final Findings findings;

    FaultReader(FaultDescriptor descriptor, Findings findings) {
        this.descriptor = descriptor;
        this.findings = findings;
    }

    /** @param phase the phase that the rule names, or null */
    @Nullable
    Fault read(RuleDraft draft, @Nullable Phase phase) {
        int before = findings.size();
        Map<String, Word> words = words(draft);
        Map<String, Object> values = new LinkedHashMap<>();
        for (ParameterDescriptor parameter : descriptor.parameters()) {
            Word word = words.get(parameter.name());
            if (word != null && word.equals(draft.main()) && namesChoiceOfAnother(word, parameter, draft)) {
                continue;
            }
            if (word != null) {
                Object value = new ParameterReader(parameter, findings).read(word);
                if (value != null) {
                    values.put(parameter.name(), value);
                }
            } else if (parameter.fallback() == null) {
                findings.add(
                        draft.id().position(),
                        draft.paths().fault(parameter.name()) + " is missing: " + parameter.summary());
            }
        }
        if (findings.size() > before) {
            return null;
        }
        FaultParameters parameters = new FaultParameters(draft, words, values, findings);
        if (GenericFaults.DESCRIPTORS.contains(descriptor)) {
            return new GenericFaultReader(parameters).read(descriptor.name(), phase);
        }
        return PressureFaults.DESCRIPTORS.contains(descriptor)
                ? new PressureReader(parameters).read(descriptor.name())
                : new TargetFault(descriptor.name(), values);
    }

    /** {@code latency pareto} means the distribution, which has a name to be given by. */
    private boolean namesChoiceOfAnother(Word main, ParameterDescriptor own, RuleDraft draft) {
        for (ParameterDescriptor other : descriptor.parameters()) {
            if (!other.equals(own) && other.choices().contains(main.text())) {
                String written = other.name() + (draft.paths().nested() ? ": " : "=") + main.text();
                findings.refuse(main, ", which is a value of " + other.name() + "; write " + written);
                return true;
            }
        }
        return false;
    }

    private Map<String, Word> words(RuleDraft draft) {
        List<String> known =
                descriptor.parameters().stream().map(ParameterDescriptor::name).toList();
        List<String> suggested = suggested(draft, known);
        List<RuleDraft.Entry> entries = new ArrayList<>(draft.parameters());
        Word main = draft.main();
        if (main != null) {
            descriptor
                    .mainParameter()
                    .ifPresentOrElse(
                            parameter -> entries.add(
                                    0,
                                    new RuleDraft.Entry(
                                            new Word(
                                                    parameter.name(),
                                                    draft.paths().fault(parameter.name()),
                                                    main.position()),
                                            main)),
                            () -> findings.refuse(main, "but " + descriptor.name() + " takes no value of its own"));
        }
        return EntryReader.byKey(entries, known, suggested, descriptor.name(), findings);
    }

    /** What a mistyped key may have been meant to be: in a line the keys of triggers and bounds stand among the fault's. */
    private static List<String> suggested(RuleDraft draft, Collection<String> known) {
        List<String> suggested = new ArrayList<>(known);
        if (!draft.paths().nested()) {
            suggested.addAll(ReservedKeys.WRITTEN);
        }
        return suggested;
    }

    /** Where nobody can tell which fault a rule means: refuses the keys that none of them takes. */
    static void refuseStrangers(RuleDraft draft, Collection<FaultDescriptor> possible, Findings findings) {
        Set<String> known = new TreeSet<>();
        possible.forEach(fault -> fault.parameters().forEach(one -> known.add(one.name())));
        EntryReader.refuseStrangers(draft.parameters(), known, suggested(draft, known), findings);
    }
}

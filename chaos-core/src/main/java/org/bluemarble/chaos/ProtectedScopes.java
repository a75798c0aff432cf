package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Nearest;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Word;

/** Reads what a ceiling protects. A name that no call knows is refused: it would protect nothing, and nobody would know. */
final class ProtectedScopes {

    private final List<AttributeDescriptor> known = new ArrayList<>(ContextAttribute.all());
    private final Findings findings;

    ProtectedScopes(Findings findings) {
        this.findings = findings;
        ModuleLoading.loadFor(Thread.currentThread().getContextClassLoader());
        FaultCatalogue.process().points().forEach(point -> known.addAll(point.attributes()));
    }

    List<Selector.Condition> read(List<RuleDraft.Term> terms) {
        List<Selector.Condition> scopes = new ArrayList<>();
        for (RuleDraft.Term term : terms) {
            Optional<AttributeDescriptor> attribute = attribute(term.key());
            List<ValuePattern> patterns = new ArrayList<>();
            for (RuleDraft.Alternative one : term.anyOf()) {
                attribute
                        .map(descriptor -> new PatternReader(descriptor, findings).read(one))
                        .ifPresent(patterns::add);
            }
            if (attribute.isPresent() && !patterns.isEmpty()) {
                AttributeKey key =
                        AttributeKey.of(term.key().text(), attribute.get().type());
                scopes.add(new Selector.Condition(key, term.negated(), patterns));
            }
        }
        return scopes;
    }

    /** What several points know by one name may have other values at each. */
    private Optional<AttributeDescriptor> attribute(Word key) {
        List<AttributeDescriptor> named =
                known.stream().filter(one -> one.name().equals(key.text())).toList();
        if (named.isEmpty()) {
            Set<String> names = new TreeSet<>();
            known.forEach(one -> names.add(one.name()));
            findings.tell(
                    key,
                    "is no attribute of calls"
                            + Nearest.hint(key.text(), names, "; known are " + Nearest.list(names, "and")));
            return Optional.empty();
        }
        AttributeDescriptor any =
                AttributeDescriptor.of(key.text(), named.get(0).type(), "what is protected");
        AttributeDescriptor spelled = named.stream().anyMatch(AttributeDescriptor::lowerCase) ? any.inLowerCase() : any;
        AttributeFormat format = named.get(0).format();
        return Optional.of(
                format != null && named.stream().allMatch(one -> format.equals(one.format()))
                        ? spelled.written(format)
                        : spelled);
    }
}

package org.bluemarble.chaos.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.RuleReader;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.RulePaths;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** Writes rules as people would: a block for each rule, a line for each of its parts. */
final class RuleFileWriter {

    /** What needs no quotes in whatever place, and is not taken for an empty value. */
    private static final Pattern PLAIN = Pattern.compile("(?!(?i:null)$)[A-Za-z0-9][A-Za-z0-9._%+/$-]*");

    private final StringBuilder text = new StringBuilder();

    private RuleFileWriter() {}

    static String write(List<FaultRule> rules) {
        RuleFileWriter writer = new RuleFileWriter();
        writer.text.append(rules.isEmpty() ? "rules: {}\n" : "rules:\n");
        Set<String> ids = new HashSet<>();
        for (FaultRule rule : rules) {
            if (!ids.add(rule.id())) {
                throw new IllegalArgumentException("rules had two of the id '" + rule.id() + "' but must have one");
            }
            writer.rule(RuleReader.write(rule, RulePaths.of(rule.id())));
        }
        return writer.text.toString();
    }

    private void rule(RuleDraft draft) {
        text.append("  ").append(scalar(draft.id().text())).append(":\n");
        part("at", draft.at());
        part("where", where(draft.where()));
        part("fault", fault(draft));
        part("when", mapping(draft.when()));
        part("bounds", mapping(draft.bounds()));
        part("phase", draft.phase());
        part("enabled", draft.enabled());
        part("dry-run", draft.dryRun());
        part("allow-blocking", draft.allowBlocking());
    }

    private void part(String key, @Nullable Word value) {
        part(key, value == null ? "" : scalar(value.text()));
    }

    private void part(String key, String value) {
        if (!value.isEmpty()) {
            text.append("    ").append(key).append(": ").append(value).append('\n');
        }
    }

    private static String where(List<RuleDraft.Term> terms) {
        Map<String, List<RuleDraft.Term>> byAttribute = new LinkedHashMap<>();
        for (RuleDraft.Term term : terms) {
            byAttribute
                    .computeIfAbsent(term.key().text(), unused -> new ArrayList<>())
                    .add(term);
        }
        List<String> entries = new ArrayList<>();
        byAttribute.forEach((attribute, all) -> entries.add(scalar(attribute) + ": " + conditions(all)));
        return flow(entries);
    }

    private static String conditions(List<RuleDraft.Term> terms) {
        if (terms.size() == 1 && !terms.get(0).negated()) {
            return condition(terms.get(0));
        }
        List<String> kinds = new ArrayList<>();
        List<String> wanted = terms.stream()
                .filter(term -> !term.negated())
                .map(RuleFileWriter::condition)
                .toList();
        if (!wanted.isEmpty()) {
            kinds.add("all: " + list(wanted));
        }
        List<String> excluded = terms.stream()
                .filter(RuleDraft.Term::negated)
                .flatMap(term -> term.anyOf().stream())
                .map(RuleFileWriter::alternative)
                .toList();
        if (!excluded.isEmpty()) {
            kinds.add("not: " + list(excluded));
        }
        return flow(kinds);
    }

    private static String condition(RuleDraft.Term term) {
        List<String> anyOf =
                term.anyOf().stream().map(RuleFileWriter::alternative).toList();
        return anyOf.size() == 1 ? anyOf.get(0) : "{ any: " + list(anyOf) + " }";
    }

    private static String alternative(RuleDraft.Alternative one) {
        String text = scalar(one.word().text());
        return switch (one.form()) {
            case VALUE -> text;
            case GLOB -> "{ glob: " + text + " }";
            case REGEX -> "{ regex: " + text + " }";
        };
    }

    private static String list(List<String> nodes) {
        return nodes.size() == 1 ? nodes.get(0) : "[" + String.join(", ", nodes) + "]";
    }

    private static String fault(RuleDraft draft) {
        String name = draft.fault() == null ? "" : scalar(draft.fault().text());
        Word main = draft.main();
        if (main == null && draft.parameters().isEmpty()) {
            return name;
        }
        List<String> entries = new ArrayList<>();
        entries.add(name + ": " + (main == null ? "null" : scalar(main.text())));
        draft.parameters().forEach(entry -> entries.add(entry(entry)));
        return flow(entries);
    }

    private static String mapping(List<RuleDraft.Entry> entries) {
        return flow(entries.stream().map(RuleFileWriter::entry).toList());
    }

    private static String entry(RuleDraft.Entry entry) {
        return scalar(entry.key().text()) + ": " + scalar(entry.value().text());
    }

    private static String flow(List<String> entries) {
        return entries.isEmpty() ? "" : "{ " + String.join(", ", entries) + " }";
    }

    private static String scalar(String text) {
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c >= ' ' && c <= '~') {
                quoted.append(c);
            } else {
                quoted.append(String.format("\\u%04x", (int) c));
            }
        }
        return quoted.append('"').toString();
    }
}

package org.bluemarble.chaos.yaml;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bluemarble.chaos.ParameterDescriptor;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Nearest;
import org.bluemarble.chaos.spi.Units;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** Reads one parameter of an incident: {@code duration: { type: duration, default: 30s, about: how long }}. */
final class IncidentParameterNode {

    private static final List<String> KEYS = List.of("type", "default", "optional", "about");

    /** A choice would need its words, and a number of a rule has its range there. */
    private static final List<ParameterDescriptor.Type> TYPES = List.of(
            ParameterDescriptor.Type.TEXT,
            ParameterDescriptor.Type.DURATION,
            ParameterDescriptor.Type.PROBABILITY,
            ParameterDescriptor.Type.NUMBER);

    private final YamlWords words;
    private final YamlWords.Entry entry;
    private final Findings findings;
    private final String path;

    IncidentParameterNode(YamlWords words, YamlWords.Entry entry, String owner, Findings findings) {
        this.words = words;
        this.entry = entry;
        this.findings = findings;
        this.path = YamlWords.path(owner, entry.key());
    }

    @Nullable
    ParameterDescriptor read() {
        Map<String, YamlWords.Entry> parts =
                words.mapping(entry.value(), path, "{ type: duration, default: 30s, about: how long it lasts }");
        if (parts == null) {
            return null;
        }
        YamlFile.refuseUnknown(parts, KEYS, path, words);
        Word type = word(parts, "type");
        Word fallback = word(parts, "default");
        Word optional = word(parts, "optional");
        Word about = word(parts, "about");
        if (about == null) {
            words.add(entry.keyNode(), path + ".about is missing; say what the parameter means");
        }
        ParameterDescriptor.Type read = type == null ? ParameterDescriptor.Type.TEXT : type(type);
        boolean mayBeLeftOut = optional != null && Boolean.TRUE.equals(Units.flag(optional, findings));
        if (fallback != null && mayBeLeftOut) {
            findings.tell(fallback, "is never used, because the parameter is optional; leave one of them out");
        }
        if (fallback != null && read != null) {
            check(fallback, read);
        }
        if (read == null) {
            return null;
        }
        return new ParameterDescriptor(
                entry.key(),
                read,
                about == null ? "" : about.text(),
                null,
                null,
                List.of(),
                fallback != null ? fallback.text() : mayBeLeftOut ? "" : null,
                false);
    }

    private @Nullable Word word(Map<String, YamlWords.Entry> parts, String key) {
        YamlWords.Entry part = parts.get(key);
        return part == null ? null : words.word(part.value(), path + "." + key);
    }

    private ParameterDescriptor.@Nullable Type type(Word word) {
        List<String> known = TYPES.stream().map(IncidentParameterNode::spelling).toList();
        return Arrays.stream(ParameterDescriptor.Type.values())
                .filter(TYPES::contains)
                .filter(type -> spelling(type).equals(word.text()))
                .findFirst()
                .orElseGet(() -> {
                    findings.refuse(
                            word, "but must be " + Nearest.list(known, "or") + Nearest.hint(word.text(), known, ""));
                    return null;
                });
    }

    private static String spelling(ParameterDescriptor.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private void check(Word word, ParameterDescriptor.Type type) {
        switch (type) {
            case DURATION -> Units.duration(word, findings);
            case PROBABILITY -> Units.probability(word, findings);
            case NUMBER -> Units.number(word, Long.MIN_VALUE, Long.MAX_VALUE, findings);
            default -> {
                // Any text is a text.
            }
        }
    }
}

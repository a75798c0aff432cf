package org.bluemarble.chaos.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what a rule file decides about flags: of its own rules by {@code enabled:}, of any others by {@code flags:}. */
final class FlagNode {

    private FlagNode() {}

    static Map<String, Boolean> read(YamlFile file, List<RuleDraft> drafts, Findings findings) {
        Map<String, Boolean> flags = new LinkedHashMap<>();
        Map<String, Word> enabled = new LinkedHashMap<>();
        for (RuleDraft draft : drafts) {
            Word word = draft.enabled();
            if (word != null) {
                enabled.put(draft.id().text(), word);
                // What is neither was told when the rule was read.
                flags.put(draft.id().text(), word.text().equals("true"));
            }
        }
        Node node = file.value("flags");
        Map<String, YamlWords.Entry> entries =
                node == null ? null : file.words().mapping(node, "flags", "{ lose-ack: off }");
        if (entries != null) {
            for (YamlWords.Entry entry : entries.values()) {
                Boolean on = flag(file, entry, findings);
                Word twice = enabled.get(entry.key());
                if (twice != null) {
                    findings.tell(
                            twice, "says the same as flags." + Word.shown(entry.key()) + "; leave one of them out");
                } else if (on != null) {
                    flags.put(entry.key(), on);
                }
            }
        }
        return flags;
    }

    private static @Nullable Boolean flag(YamlFile file, YamlWords.Entry entry, Findings findings) {
        String path = YamlWords.path("flags", entry.key());
        if (!FaultRule.isId(entry.key())) {
            file.words().add(entry.keyNode(), path + " names no flag; a flag's name is the id of a rule");
            return null;
        }
        Word word = file.words().word(entry.value(), path);
        if (word == null) {
            return null;
        }
        switch (word.text()) {
            case "on", "true" -> {
                return true;
            }
            case "off", "false" -> {
                return false;
            }
            default -> {
                findings.refuse(word, "but must be on or off");
                return null;
            }
        }
    }
}

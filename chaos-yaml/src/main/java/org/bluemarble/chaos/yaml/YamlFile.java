package org.bluemarble.chaos.yaml;

import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Nearest;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** The top level of a file: a mapping with few known keys. */
final class YamlFile {

    /** What the top level is called in messages. */
    static final String ROOT = "the file";

    private final YamlWords words;
    private final Map<String, YamlWords.Entry> entries;

    private YamlFile(YamlWords words, Map<String, YamlWords.Entry> entries) {
        this.words = words;
        this.entries = entries;
    }

    /** Returns the file without its unknown keys, which become problems; no key at all if it is no mapping. */
    static YamlFile of(String text, List<String> keys, String example, Findings findings) {
        YamlWords words = new YamlWords(findings);
        Node root = YamlSource.root(text, findings);
        Map<String, YamlWords.Entry> entries = root == null ? null : words.mapping(root, ROOT, example);
        if (entries == null) {
            return new YamlFile(words, Map.of());
        }
        refuseUnknown(entries, keys, ROOT, words);
        if (entries.isEmpty() && findings.isEmpty()) {
            findings.add(null, "the file says nothing; it takes " + Nearest.list(keys, "and"));
        }
        return new YamlFile(words, entries);
    }

    static void refuseUnknown(Map<String, YamlWords.Entry> entries, List<String> keys, String path, YamlWords words) {
        for (YamlWords.Entry entry : List.copyOf(entries.values())) {
            if (!keys.contains(entry.key())) {
                String takes = "; " + path + " takes " + Nearest.list(keys, "and");
                words.add(
                        entry.keyNode(),
                        YamlWords.path(path, entry.key()) + " is unknown" + Nearest.hint(entry.key(), keys, takes));
                entries.remove(entry.key());
            }
        }
    }

    YamlWords words() {
        return words;
    }

    @Nullable
    Node value(String key) {
        YamlWords.Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }
}

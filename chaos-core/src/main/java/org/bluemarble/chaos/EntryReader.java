package org.bluemarble.chaos;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Nearest;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Word;

/** Sorts keys and values by key, and refuses unknown keys and those given twice. */
final class EntryReader {

    private EntryReader() {}

    /**
     * Returns the value of each known key.
     *
     * @param known the keys that may be given
     * @param suggested the keys that a mistyped one may have been meant to be
     * @param owner what takes the keys, for messages
     */
    static Map<String, Word> byKey(
            List<RuleDraft.Entry> entries,
            Collection<String> known,
            Collection<String> suggested,
            String owner,
            Findings findings) {
        Map<String, Word> values = new LinkedHashMap<>();
        for (RuleDraft.Entry entry : entries) {
            Word key = entry.key();
            if (!known.contains(key.text())) {
                String takes = owner + " takes " + (known.isEmpty() ? "nothing" : Nearest.list(known, "and"));
                findings.tell(key, "is unknown" + hint(key.text(), suggested, takes));
            } else if (values.putIfAbsent(key.text(), entry.value()) != null) {
                findings.tell(key, "was given twice; leave one of them out");
            }
        }
        return values;
    }

    /**
     * Refuses the keys that nothing takes, where it is not known yet what takes them.
     *
     * @param known the keys that something may take
     * @param suggested the keys that a mistyped one may have been meant to be
     */
    static void refuseStrangers(
            List<RuleDraft.Entry> entries, Collection<String> known, Collection<String> suggested, Findings findings) {
        entries.stream()
                .map(RuleDraft.Entry::key)
                .filter(key -> !known.contains(key.text()))
                .forEach(key -> findings.tell(key, "is unknown" + hint(key.text(), suggested, "no fault takes it")));
    }

    private static String hint(String key, Collection<String> suggested, String otherwise) {
        if (ReservedKeys.TRIGGER.contains(key)) {
            return "; " + key + " belongs under when:";
        }
        if (ReservedKeys.BOUNDS.contains(key)) {
            return "; " + key + " belongs under bounds:";
        }
        return Nearest.hint(key, suggested, "; " + otherwise);
    }
}

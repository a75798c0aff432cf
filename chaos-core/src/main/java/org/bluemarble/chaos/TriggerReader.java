package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Nearest;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Units;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** Reads the trigger of a rule, and refuses one that contradicts itself or fires on no call. */
final class TriggerReader {

    /** No server sees more calls than a million million while a rule is armed. */
    static final long MOST_CALLS = 1_000_000_000_000L;

    private final Findings findings;

    TriggerReader(Findings findings) {
        this.findings = findings;
    }

    @Nullable
    TriggerForm read(RuleDraft draft) {
        int before = findings.size();
        Map<String, Word> words =
                EntryReader.byKey(draft.when(), ReservedKeys.TRIGGER, ReservedKeys.TRIGGER, "when", findings);
        Word chance = words.get("probability");
        Probability probability = chance == null ? null : Units.probability(chance, findings);
        if (chance != null && probability != null && probability.value() == 0) {
            findings.refuseValue(
                    chance, "but must be above 0%, which never fires; enabled=false arms a rule that does not act yet");
        }
        Long after = count(words.get("after"), 0);
        GateReader gates = new GateReader(words, findings);
        TriggerForm form = new TriggerForm(
                after == null ? 0 : after,
                probability,
                count(words.get("nth"), 1),
                count(words.get("first"), 1),
                count(words.get("every"), 1),
                gates.burst(),
                gates.gates());
        contradictions(form, words);
        return findings.size() == before ? form : null;
    }

    private @Nullable Long count(@Nullable Word word, long min) {
        return word == null ? null : Units.number(word, min, MOST_CALLS, findings);
    }

    private void contradictions(TriggerForm form, Map<String, Word> words) {
        Word nth = words.get("nth");
        if (nth != null) {
            List<String> others = new ArrayList<>(words.keySet());
            others.retainAll(List.of("probability", "first", "every", "burst", "ramp", "steps", "rate"));
            if (!others.isEmpty()) {
                String list = Nearest.list(others, "and");
                findings.refuseValue(
                        nth, "together with " + list + ", but fires on that one call alone; leave " + list + " out");
            }
            return;
        }
        Word first = words.get("first");
        if (first != null && form.first() != null && form.every() != null && form.first() < form.every()) {
            findings.refuseValue(
                    first,
                    "but must be at least " + form.every() + ", because every=" + form.every()
                            + " does not fire before that call");
        }
    }
}

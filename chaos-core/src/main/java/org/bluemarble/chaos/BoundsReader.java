package org.bluemarble.chaos;

import java.time.Duration;
import java.util.Map;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Units;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** Reads the bounds of a rule. */
final class BoundsReader {

    private static final Duration LEAST_TTL = Duration.ofMillis(1);

    private final Findings findings;

    BoundsReader(Findings findings) {
        this.findings = findings;
    }

    @Nullable
    Bounds read(RuleDraft draft) {
        int before = findings.size();
        Map<String, Word> words =
                EntryReader.byKey(draft.bounds(), ReservedKeys.BOUNDS, ReservedKeys.BOUNDS, "bounds", findings);
        Long limit = limit(words.get("limit"), draft.setting("nth").orElse(null));
        Duration ttl = ttl(words.get("ttl"));
        if (findings.size() > before) {
            return null;
        }
        return new Bounds(limit == null ? Bounds.UNLIMITED : limit, ttl == null ? Bounds.DEFAULT_TTL : ttl);
    }

    private @Nullable Long limit(@Nullable Word word, @Nullable Word nth) {
        Long limit = word == null ? null : Units.number(word, 1, TriggerReader.MOST_CALLS, findings);
        if (word != null && limit != null && limit > 1 && nth != null) {
            findings.refuseValue(
                    word, "but must be 1 or left out, because nth=" + Word.shown(nth.text()) + " fires only once");
        }
        return limit;
    }

    private @Nullable Duration ttl(@Nullable Word word) {
        Duration ttl = word == null ? null : Units.duration(word, findings);
        if (word != null && ttl != null && ttl.compareTo(LEAST_TTL) < 0) {
            findings.refuseValue(word, "but must be at least " + Units.text(LEAST_TTL));
        }
        return ttl;
    }
}

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
        Duration ttl = duration(words.get("ttl"));
        Duration totalDelay = duration(words.get("total-delay"));
        long perSecond = count(words.get("per-second"), Bounds.MOST_PER_SECOND);
        long players = count(words.get("players"), Bounds.MOST_PLAYERS);
        long concurrent = count(words.get("concurrent"), Bounds.MOST_CONCURRENT);
        if (findings.size() > before) {
            return null;
        }
        return new Bounds(
                limit == null ? Bounds.UNLIMITED : limit,
                ttl == null ? Bounds.DEFAULT_TTL : ttl,
                perSecond,
                players,
                totalDelay,
                concurrent);
    }

    private long count(@Nullable Word word, long most) {
        Long count = word == null ? null : Units.number(word, 1, most, findings);
        return count == null ? Bounds.UNLIMITED : count;
    }

    private @Nullable Long limit(@Nullable Word word, @Nullable Word nth) {
        Long limit = word == null ? null : Units.number(word, 1, TriggerReader.MOST_CALLS, findings);
        if (word != null && limit != null && limit > 1 && nth != null) {
            findings.refuseValue(
                    word, "but must be 1 or left out, because nth=" + Word.shown(nth.text()) + " fires only once");
        }
        return limit;
    }

    private @Nullable Duration duration(@Nullable Word word) {
        Duration duration = word == null ? null : Units.duration(word, findings);
        if (word != null && duration != null && duration.compareTo(Bounds.SHORTEST) < 0) {
            findings.refuseValue(word, "but must be at least " + Units.text(Bounds.SHORTEST));
        }
        return duration;
    }
}

package org.bluemarble.chaos.openfeature;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a provider has said so far, and what to make of its silence: its word holds for as long as patience lasts, then what
 * it had switched on is off. Nobody can tell any more whether it still wants the fault; an outage of the flag system must not
 * keep one going. Used by one thread.
 */
final class ProviderMemory {

    private final long patienceNanos;
    private final LongSupplier nanoTime;
    private final Map<String, Heard> heard = new HashMap<>();

    ProviderMemory(Duration patience, LongSupplier nanoTime) {
        this.patienceNanos = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    /** The last decision about a flag, null for none; when it was heard; why none is heard now, empty if one is. */
    private record Heard(@Nullable Boolean on, long nanos, String failure) {}

    /**
     * Takes a round of answers.
     *
     * @return what has to be told: flags whose provider has begun to fail
     */
    List<String> take(Map<String, Answer> answers) {
        long now = nanoTime.getAsLong();
        List<String> problems = new ArrayList<>();
        heard.keySet().retainAll(answers.keySet());
        new TreeMap<>(answers).forEach((id, answer) -> {
            if (answer instanceof Answer.Decided decided) {
                heard.put(id, new Heard(decided.on(), now, ""));
            } else if (answer instanceof Answer.Failed failed) {
                Heard last = heard.getOrDefault(id, new Heard(null, now, ""));
                if (last.failure().isEmpty()) {
                    problems.add("flag '" + id + "' cannot be asked: " + failed.reason());
                }
                heard.put(id, new Heard(last.on(), last.nanos(), failed.reason()));
            } else {
                heard.remove(id);
            }
        });
        return problems;
    }

    /** {@return what the provider decides now} */
    Map<String, Boolean> decisions(Collection<String> ids) {
        long now = nanoTime.getAsLong();
        Map<String, Boolean> decisions = new HashMap<>();
        for (String id : ids) {
            Heard last = heard.get(id);
            if (last != null && last.on() != null) {
                decisions.put(id, last.on() && now - last.nanos() <= patienceNanos);
            }
        }
        return decisions;
    }
}

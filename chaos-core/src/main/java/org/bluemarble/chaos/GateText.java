package org.bluemarble.chaos;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.bluemarble.chaos.spi.Units;
import org.jspecify.annotations.Nullable;

/** Writes gates and bursts as rules spell them; what is written here, {@link GateReader} reads. */
final class GateText {

    private GateText() {}

    /** {@return the keys and values of a form's gates and burst, in the order they are written} */
    static Map<String, String> of(TriggerForm form) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (form.burst() != null) {
            texts.put("burst", burst(form.burst()));
        }
        form.gates().gates().forEach(gate -> put(texts, gate));
        return texts;
    }

    private static void put(Map<String, String> texts, Gate gate) {
        if (gate instanceof Gate.Window window) {
            texts.put("window", window(window));
        } else if (gate instanceof Gate.Hours hours) {
            put(texts, "hours", HoursText.hours(hours.hours()));
            put(texts, "days", HoursText.days(hours.hours()));
            put(
                    texts,
                    "zone",
                    hours.hours().zone() == null ? null : hours.hours().zone().getId());
        } else if (gate instanceof Gate.Ramp ramp) {
            texts.put("ramp", Units.text(ramp.from()) + ".." + Units.text(ramp.to()) + "/" + Units.text(ramp.over()));
        } else if (gate instanceof Gate.Steps steps) {
            texts.put("steps", steps(steps));
        } else if (gate instanceof Gate.AfterRule other) {
            texts.put("after-rule", other.rule() + (other.delay().isZero() ? "" : "/" + Units.text(other.delay())));
        } else if (gate instanceof Gate.Stack stack) {
            texts.put("stack", stack.toString());
        } else if (gate instanceof Gate.Rate rate) {
            texts.put("rate", rate(rate));
        } else {
            throw new AssertionError("no spelling known for " + gate);
        }
    }

    private static void put(Map<String, String> texts, String key, @Nullable String text) {
        if (text != null) {
            texts.put(key, text);
        }
    }

    static String window(Gate.Window window) {
        return (window.from().isZero() ? "" : Units.text(window.from())) + ".."
                + (window.to() == null ? "" : Units.text(window.to()));
    }

    static String steps(Gate.Steps steps) {
        return steps.steps().stream().map(Gate.Step::toString).collect(Collectors.joining(","));
    }

    static String rate(Gate.Rate rate) {
        String period = Units.text(rate.period());
        boolean isUnit = rate.period().equals(Duration.ofSeconds(1))
                || rate.period().equals(Duration.ofMinutes(1))
                || rate.period().equals(Duration.ofHours(1));
        return rate.calls() + "/" + (isUnit ? period.substring(1) : period);
    }

    static String burst(Burst burst) {
        String calls = burst.meanCalls() + "/" + burst.meanGap();
        if (burst.outside().value() > 0) {
            return calls + "/" + Units.text(burst.inside()) + "/" + Units.text(burst.outside());
        }
        return calls + (burst.inside().value() == 1 ? "" : "/" + Units.text(burst.inside()));
    }
}

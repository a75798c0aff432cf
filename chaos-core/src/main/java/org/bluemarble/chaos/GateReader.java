package org.bluemarble.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Units;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** Reads the gates of a trigger, and bursts, whose values have parts of their own. */
final class GateReader {

    private static final Map<String, Duration> UNITS =
            Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1));

    private final Map<String, Word> words;
    private final Findings findings;

    GateReader(Map<String, Word> words, Findings findings) {
        this.words = words;
        this.findings = findings;
    }

    GateForm gates() {
        return new GateForm(window(words.get("window")), hours(), share(), afterRule(), stack(), rate());
    }

    private Gate.@Nullable Window window(@Nullable Word word) {
        List<Word> ends = word == null ? List.of() : parts(word, "\\.\\.");
        if (word == null) {
            return null;
        }
        if (ends.size() != 2 || word.text().equals("..")) {
            findings.refuse(word, "but must be two times after the arming, for example 2m..5m, 2m.. or ..5m");
            return null;
        }
        Duration from = end(ends.get(0));
        Duration to = end(ends.get(1));
        if ((from == null && !ends.get(0).text().isEmpty())
                || (to == null && !ends.get(1).text().isEmpty())) {
            return null;
        }
        Duration begin = from == null ? Duration.ZERO : from;
        if (begin.isNegative() || (to != null && to.compareTo(begin) <= 0)) {
            findings.refuseValue(word, "but must not be negative and must end after it begins");
            return null;
        }
        if (begin.isZero() && to == null) {
            findings.refuseValue(word, "but must leave some time out; leave the whole window out for always");
            return null;
        }
        return new Gate.Window(begin, to);
    }

    private @Nullable Duration end(Word word) {
        return word.text().isEmpty() ? null : Units.duration(word, findings);
    }

    private Gate.@Nullable Hours hours() {
        Word hours = words.get("hours");
        Word days = words.get("days");
        Word zone = words.get("zone");
        OpenHours read =
                hours == null && days == null && zone == null ? null : OpenHours.read(hours, days, zone, findings);
        return read == null ? null : new Gate.Hours(read);
    }

    private Gate.@Nullable Share share() {
        Word ramp = words.get("ramp");
        Word steps = words.get("steps");
        if (ramp != null && steps != null) {
            findings.refuseValue(steps, "together with ramp, but both say how the share grows; leave one of them out");
            return null;
        }
        Word share = ramp == null ? steps : ramp;
        if (share != null && words.containsKey("probability")) {
            String key = ramp == null ? "steps" : "ramp";
            findings.refuseValue(
                    share,
                    "together with probability, but " + key
                            + " says itself which share of the calls; leave one of them out");
        }
        return ramp != null ? ramp(ramp) : steps != null ? steps(steps) : null;
    }

    private Gate.@Nullable Share ramp(Word word) {
        List<Word> parts = parts(word, "/");
        List<Word> ends = parts.size() == 2 ? parts(parts.get(0), "\\.\\.") : List.of();
        if (ends.size() != 2) {
            findings.refuse(word, "but must be two shares and the time between them, for example 1%..30%/8m");
            return null;
        }
        Probability from = Units.probability(ends.get(0), findings);
        Probability to = Units.probability(ends.get(1), findings);
        Duration over = positive(parts.get(1));
        if (from == null || to == null || over == null) {
            return null;
        }
        if (from.equals(to)) {
            findings.refuseValue(word, "but must lead from one share to another; probability is for one that stays");
            return null;
        }
        return new Gate.Ramp(from, to, over);
    }

    private Gate.@Nullable Share steps(Word word) {
        List<Word> parts = parts(word, ",");
        if (parts.size() < 2 || parts.size() > Gate.Steps.MOST) {
            findings.refuse(
                    word,
                    "but must be 2 to " + Gate.Steps.MOST
                            + " shares, each but the last with the time it is held, for example 1%/2m,5%/2m,30%");
            return null;
        }
        List<Gate.Step> steps = new ArrayList<>();
        double most = 0;
        for (Word part : parts) {
            Gate.Step step = step(part, steps.size() == parts.size() - 1);
            if (step == null) {
                return null;
            }
            most = Math.max(most, step.share().value());
            steps.add(step);
        }
        if (most == 0) {
            findings.refuseValue(word, "but must have a share above 0%; no other step fires");
            return null;
        }
        return new Gate.Steps(steps);
    }

    private Gate.@Nullable Step step(Word word, boolean isLast) {
        List<Word> parts = parts(word, "/");
        if (parts.size() != (isLast ? 1 : 2)) {
            findings.refuse(
                    word,
                    isLast
                            ? "but must be a share alone, because the last step stays"
                            : "but must be a share and the time it is held, for example 5%/2m");
            return null;
        }
        Probability share = Units.probability(parts.get(0), findings);
        Duration hold = isLast ? null : positive(parts.get(1));
        return share == null || (!isLast && hold == null) ? null : new Gate.Step(share, hold);
    }

    private Gate.@Nullable AfterRule afterRule() {
        Word word = words.get("after-rule");
        List<Word> parts = word == null ? List.of() : parts(word, "/");
        if (word == null) {
            return null;
        }
        if (parts.size() > 2 || !FaultRule.isId(parts.get(0).text())) {
            findings.refuse(word, "but must be another rule's id, for example lose-ack, or lose-ack/2s for 2s later");
            return null;
        }
        Duration delay = parts.size() == 1 ? Duration.ZERO : positive(parts.get(1));
        return delay == null ? null : new Gate.AfterRule(parts.get(0).text(), delay);
    }

    private Gate.@Nullable Stack stack() {
        Word word = words.get("stack");
        if (word == null) {
            return null;
        }
        int hash = word.text().indexOf('#');
        String className = hash < 0 ? word.text() : word.text().substring(0, hash);
        try {
            return new Gate.Stack(className, hash < 0 ? null : word.text().substring(hash + 1));
        } catch (IllegalArgumentException wrong) {
            findings.refuse(word, "but must name a class or a method, for example com.game.Trade#commit");
            return null;
        }
    }

    private Gate.@Nullable Rate rate() {
        Word word = words.get("rate");
        List<Word> parts = word == null ? List.of() : parts(word, "/");
        if (word == null) {
            return null;
        }
        if (parts.size() != 2) {
            findings.refuse(word, "but must be calls in a time, for example 5/s, 30/m or 1/10s");
            return null;
        }
        Long calls = Units.number(parts.get(0), 1, Gate.Rate.MOST_CALLS, findings);
        Duration unit = UNITS.get(parts.get(1).text());
        Duration period = unit == null ? Units.duration(parts.get(1), findings) : unit;
        if (calls == null || period == null) {
            return null;
        }
        if (period.compareTo(Gate.Rate.SHORTEST) < 0 || period.compareTo(Gate.Rate.LONGEST) > 0) {
            findings.refuseValue(
                    word,
                    "but its time must lie between " + Units.text(Gate.Rate.SHORTEST) + " and "
                            + Units.text(Gate.Rate.LONGEST));
            return null;
        }
        return new Gate.Rate(calls, period);
    }

    @Nullable
    Burst burst() {
        Word word = words.get("burst");
        List<Word> parts = word == null ? List.of() : parts(word, "/");
        if (word == null) {
            return null;
        }
        if (parts.size() < 2 || parts.size() > 4) {
            findings.refuse(
                    word,
                    "but must be the mean calls of a burst and of a gap, for example 20/200, and may add the shares that"
                            + " fire in bursts and in gaps: 20/200/90%/1%");
            return null;
        }
        Long calls = Units.number(parts.get(0), 1, Burst.LONGEST_BURST, findings);
        Long gap = Units.number(parts.get(1), 1, Burst.LONGEST_GAP, findings);
        Probability inside = parts.size() < 3 ? Probability.ONE : Units.probability(parts.get(2), findings);
        Probability outside = parts.size() < 4 ? Probability.ZERO : Units.probability(parts.get(3), findings);
        if (calls == null || gap == null || inside == null || outside == null) {
            return null;
        }
        if (calls + gap == 2) {
            findings.refuseValue(word, "but one of them must be longer than 1 call; every=2 alternates");
            return null;
        }
        if (inside.compareTo(outside) <= 0) {
            findings.refuseValue(word, "but the share in bursts must be above that in gaps");
            return null;
        }
        return new Burst(calls, gap, inside, outside);
    }

    private @Nullable Duration positive(Word word) {
        Duration duration = Units.duration(word, findings);
        if (duration != null && (duration.isNegative() || duration.isZero())) {
            findings.refuseValue(word, "but must be longer than nothing");
            return null;
        }
        return duration;
    }

    /** The value's parts, empty ones too; each is called what the whole is called. */
    private static List<Word> parts(Word word, String separator) {
        List<Word> parts = new ArrayList<>();
        for (String text : word.text().split(separator, -1)) {
            parts.add(new Word(text.strip(), word.path(), word.position()));
        }
        return parts;
    }
}

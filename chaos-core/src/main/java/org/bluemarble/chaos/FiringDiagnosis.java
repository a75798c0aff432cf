package org.bluemarble.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.bluemarble.chaos.pressure.Pressure;
import org.bluemarble.chaos.spi.Units;
import org.bluemarble.chaos.spi.Weaves;

/** Why an armed rule does or does not fire, from the first stage at which calls were lost to the last. */
record FiringDiagnosis(ArmedRule armed, RuleCounters calls, PointReach reach) {

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (!armed.isEnabled()) {
            sentences.add("its flag is off: calls pass undisturbed and uncounted until it is enabled");
        }
        if (calls.passed() == 0) {
            nothingPassed(sentences);
        }
        scopeAndAttributes(sentences);
        selection(sentences);
        preemptionAndLimit(sentences);
        outcome(sentences);
        return sentences;
    }

    private void nothingPassed(List<String> sentences) {
        String since = RuleWords.duration(armed.age());
        sentences.add("no call has passed " + armed.point() + " since the rule was armed " + since + " ago");
        for (Weaves.Weave weave : reach.weaves()) {
            if (weave.state() == Weaves.State.FAILED) {
                boolean inPart = weave.within().contains(armed.point().name());
                sentences.add((inPart ? "some calls of " : "calls of ") + weave.name()
                        + " do not pass the point, since it could not be woven: " + weave.detail());
            }
        }
        if (reach.isAll(Weaves.State.ABSENT)) {
            sentences.add("none of the classes that would pass it has been loaded so far");
        } else if (reach.isAll(Weaves.State.REMOVED)) {
            sentences.add("the agent's code was taken out of every class that passed it");
        }
    }

    private void scopeAndAttributes(List<String> sentences) {
        if (calls.outOfScope() > 0) {
            sentences.add(calls(calls.outOfScope()) + " made outside the scope of engine '"
                    + armed.engine().name() + "': wrap the object with it, or open a ChaosContext of it");
        }
        if (calls.unknown() > 0) {
            sentences.add(calls(calls.unknown()) + " not matched, because an attribute was not known: a transaction"
                    + " begun before arming, for example, or SQL that could not be read");
        }
        if (calls.protectedCalls() > 0) {
            sentences.add(calls(calls.protectedCalls()) + " left alone, because the ceiling protects "
                    + armed.engine().ceiling().protectedScopes().stream()
                            .map(RuleWords::condition)
                            .collect(Collectors.joining(" or "))
                    + ", and what cannot be known of a call counts as protected");
        }
        if (calls.control() > 0) {
            sentences.add(calls(calls.control()) + " of the control cohort, and left alone to be compared with");
        }
        if (calls.selected() == 0 && calls.notSelected() > 0) {
            sentences.add(calls(calls.notSelected()) + " not selected: none had "
                    + RuleWords.conditions(armed.rule().selector()));
        }
    }

    private void selection(List<String> sentences) {
        long selected = calls.selected();
        if (selected == 0) {
            return;
        }
        Trigger trigger = armed.rule().trigger();
        if (calls.gated() > 0) {
            sentences.add(calls(calls.gated()) + " at a closed gate: " + gates());
        }
        if (calls.triggered() == 0) {
            sentences.add("it fires " + RuleWords.trigger(trigger) + "; so far " + calls(selected) + " selected");
        }
        if (isSpent(trigger, selected)) {
            sentences.add("the trigger cannot fire again: it fires " + RuleWords.trigger(trigger) + ", and "
                    + calls(selected) + " selected; arm the rule anew to count from 1");
        }
    }

    private String gates() {
        List<String> gates = new ArrayList<>();
        for (Outcome gate : EnumSet.range(Outcome.WINDOW, Outcome.RATE)) {
            long count = armed.outcomes().of(gate);
            if (count > 0) {
                gates.add(count + " " + gate.words());
            }
        }
        return String.join("; ", gates);
    }

    /** Whether no later call can fire, whatever is drawn. */
    private static boolean isSpent(Trigger trigger, long selected) {
        if (trigger instanceof Trigger.Nth nth) {
            return selected >= nth.n();
        } else if (trigger instanceof Trigger.First first) {
            return selected >= first.count();
        } else if (trigger instanceof Trigger.After after) {
            return isSpent(after.then(), selected - after.skipped());
        } else if (trigger instanceof Trigger.Both both) {
            return isSpent(both.left(), selected) || isSpent(both.right(), selected);
        }
        return false;
    }

    private void preemptionAndLimit(List<String> sentences) {
        if (calls.preempted() > 0 && armed.rule().fault() instanceof Pressure) {
            sentences.add(calls(calls.preempted()) + " passed while the rule's pressure was under way already");
        } else if (calls.preempted() > 0) {
            sentences.add(calls(calls.preempted()) + " taken by a rule that was armed here earlier" + earlier());
        }
        bounds(sentences);
        long noRoom = armed.outcomes().of(Outcome.NO_ROOM);
        if (noRoom > 0) {
            sentences.add(calls(noRoom) + " " + Outcome.NO_ROOM.words());
        }
        if (calls.injected() + calls.dryRun() + calls.refusedBlocking()
                >= armed.rule().bounds().limit()) {
            sentences.add("the limit of " + armed.rule().bounds().limit() + " is used up"
                    + (calls.overLimit() == 0 ? "" : "; since then " + calls(calls.overLimit()) + " left alone"));
        }
    }

    private void bounds(List<String> sentences) {
        Bounds bounds = armed.rule().bounds();
        leftAlone(
                sentences,
                calls.outsideHours(),
                "outside the ceiling's hours " + armed.engine().ceiling().hours());
        leftAlone(sentences, calls.overPerSecond(), "over per-second=" + bounds.perSecond());
        leftAlone(
                sentences,
                calls.overPlayers(),
                "over players=" + bounds.players() + " (" + armed.spent().touchedPlayers()
                        + " touched so far; a call for nobody known touches none)");
        if (bounds.totalDelay() != null) {
            Duration left = bounds.totalDelay().minusNanos(armed.spent().delayedNanos());
            leftAlone(
                    sentences,
                    calls.overDelay(),
                    "over total-delay=" + Units.text(bounds.totalDelay()) + ", of which " + RuleWords.duration(left)
                            + " is left");
        }
        leftAlone(sentences, calls.overConcurrent(), "over concurrent=" + bounds.concurrent());
        leftAlone(
                sentences,
                calls.refusedBlocking(),
                "because they were made on an event loop or a tick thread, where many wait for one; allow-blocking=true"
                        + " would block it all the same");
        if (calls.dryRun() > 0) {
            sentences.add("it is a dry run: " + calls(calls.dryRun()) + " only entered into the journal");
        }
    }

    private static void leftAlone(List<String> sentences, long count, String why) {
        if (count > 0) {
            sentences.add(calls(count) + " left alone, " + why);
        }
    }

    private String earlier() {
        String ids = armed.point().armedRules().stream()
                .takeWhile(other -> other != armed)
                .filter(other -> !(other.rule().fault() instanceof Latency))
                .map(ArmedRule::id)
                .collect(Collectors.joining(", "));
        return ids.isEmpty() ? "" : ": " + ids;
    }

    private void outcome(List<String> sentences) {
        for (String reason : armed.refusals()) {
            sentences.add("the fault could not be applied: " + reason);
        }
        if (calls.cancelled() > 0) {
            sentences.add(injections(calls.cancelled())
                    + " called off: the rule was disabled meanwhile, or the call could not take or did not need it");
        }
        if (calls.waiting() > 0) {
            sentences.add(injections(calls.waiting()) + " under way now");
        }
        if (calls.done() > 0) {
            sentences.add(injections(calls.done()) + " carried out");
        }
    }

    private static String calls(long count) {
        return count + (count == 1 ? " call was" : " calls were");
    }

    private static String injections(long count) {
        return count + (count == 1 ? " injection was" : " injections were");
    }
}

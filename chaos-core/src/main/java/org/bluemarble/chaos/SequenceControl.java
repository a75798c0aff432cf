package org.bluemarble.chaos;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.bluemarble.chaos.jmx.SequenceInfo;
import org.bluemarble.chaos.spi.Units;
import org.jspecify.annotations.Nullable;

/** A sequence as a management tool sees it, at one moment. */
record SequenceControl(RuleSequence sequence, @Nullable RunningSequence running) implements SequenceInfo {

    /** {@return those that run, and those that may be started} */
    static SequenceInfo[] all(SequenceBook book) {
        Map<String, SequenceInfo> all = new LinkedHashMap<>();
        book.known().forEach(one -> all.put(one.name(), new SequenceControl(one, null)));
        book.all().forEach(one -> all.put(one.sequence().name(), new SequenceControl(one.sequence(), one)));
        return all.values().toArray(SequenceInfo[]::new);
    }

    @Override
    public String getName() {
        return sequence.name();
    }

    @Override
    public boolean isRunning() {
        return running != null && running.isRunning();
    }

    @Override
    public int getAct() {
        return running != null && running.isRunning() ? running.act() : 0;
    }

    @Override
    public long getTimeLeftMillis() {
        return running == null ? 0 : running.timeLeft().toMillis();
    }

    @Override
    public String[] getActs() {
        return sequence.acts().stream().map(SequenceControl::words).toArray(String[]::new);
    }

    private static String words(RuleSequence.Act act) {
        String rules = act.rules().stream().map(SequenceControl::words).collect(Collectors.joining("; "));
        return Units.text(act.lasts()) + ": " + (rules.isEmpty() ? "a pause" : rules);
    }

    /** A declared rule may have a trigger without a spelling, for which it is refused when its sequence is started. */
    private static String words(FaultRule rule) {
        return TriggerForm.of(rule.trigger()).isPresent() ? rule.line() : rule.id();
    }
}

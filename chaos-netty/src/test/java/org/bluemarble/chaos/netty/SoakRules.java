package org.bluemarble.chaos.netty;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.RuleCounters;

/** Arms and disarms rules by chance, and adds up what their own counters say. On the soak's thread alone. */
final class SoakRules {

    private static final int AT_ONCE = 6;
    private static final List<Integer> PERCENT = List.of(100, 30, 5);

    private final Chaos chaos;
    private final Random random;
    private final List<SoakRule> kinds;
    private final Map<ArmedRule, SoakRule> armed = new LinkedHashMap<>();

    /** Those that were disarmed, with what is still under way. */
    private final Map<ArmedRule, SoakRule> ending = new LinkedHashMap<>();

    /** What those of the latest round did. */
    private final List<String> latest = new ArrayList<>();

    private final Map<ArmedRule, String> lines = new HashMap<>();
    private final Map<SoakRule.Change, Long> ended = new EnumMap<>(SoakRule.Change.class);
    private final Set<SoakRule> fired = new HashSet<>();
    private long injected;
    private long number;

    SoakRules(Chaos chaos, Random random, List<SoakRule> kinds) {
        this.chaos = chaos;
        this.random = random;
        this.kinds = kinds;
    }

    /** Arms one more rule or disarms one. */
    void change() {
        if (random.nextInt(AT_ONCE) >= armed.size()) {
            arm(kinds.get(random.nextInt(kinds.size())), PERCENT.get(random.nextInt(PERCENT.size())));
        } else {
            disarm(new ArrayList<>(armed.keySet()).get(random.nextInt(armed.size())));
        }
    }

    ArmedRule arm(SoakRule kind, int percent) {
        String line = kind.line("soak-" + ++number, random, percent);
        ArmedRule rule = chaos.arm(line);
        lines.put(rule, line);
        armed.put(rule, kind);
        return rule;
    }

    private void disarm(ArmedRule rule) {
        rule.disarm();
        ending.put(rule, armed.remove(rule));
    }

    void disarmAll() {
        List.copyOf(armed.keySet()).forEach(this::disarm);
    }

    boolean areIdle() {
        return ending.keySet().stream().allMatch(rule -> rule.awaitIdle(Duration.ZERO));
    }

    /**
     * Settles the accounts of rules that were disarmed. Not earlier than when every loop has turned: a call that was under
     * way when its rule was disarmed may still be counted afterwards.
     */
    void settle() {
        latest.clear();
        ending.forEach((rule, kind) -> latest.add(told(rule)));
        ending.forEach(this::add);
        ending.clear();
        lines.clear();
    }

    private void add(ArmedRule rule, SoakRule kind) {
        RuleCounters counters = rule.counters();
        if (counters.injected() != counters.done() + counters.cancelled() || counters.refusedBlocking() > 0) {
            throw new IllegalStateException(rule + " does not balance: " + counters);
        }
        if (counters.injected() > 0) {
            fired.add(kind);
        }
        injected += counters.injected();
        ended.merge(kind.change(), changed(kind, counters), Long::sum);
    }

    /** By how many messages; a break counts though it came too late, when another had broken the connection. */
    private static long changed(SoakRule kind, RuleCounters counters) {
        return kind.change() == SoakRule.Change.ENDED ? counters.injected() : counters.done() * kind.weight();
    }

    /** {@return by how many messages all rules so far changed what came, as far as they have told} */
    long changed(SoakRule.Change change) {
        long sum = ended.getOrDefault(change, 0L);
        for (Map<ArmedRule, SoakRule> some : List.of(armed, ending)) {
            for (Map.Entry<ArmedRule, SoakRule> one : some.entrySet()) {
                sum += one.getValue().change() == change
                        ? changed(one.getValue(), one.getKey().counters())
                        : 0;
            }
        }
        return sum;
    }

    /** {@return kinds of rules of which none has injected anything yet} */
    List<SoakRule> neverFired() {
        return kinds.stream().filter(kind -> !fired.contains(kind)).toList();
    }

    /** What the rules of the latest round did; while it lasts, those of which something is under way. */
    String latest() {
        List<String> told = new ArrayList<>(latest);
        ending.keySet().stream()
                .filter(rule -> rule.counters().waiting() > 0)
                .forEach(rule -> told.add("under way: " + told(rule)));
        return ended + ", of the latest round" + System.lineSeparator() + String.join(System.lineSeparator(), told);
    }

    private String told(ArmedRule rule) {
        RuleCounters counters = rule.counters();
        return lines.get(rule) + " did " + counters.done() + " of " + counters.injected();
    }

    @Override
    public String toString() {
        return number + " rules made " + injected + " injections";
    }
}

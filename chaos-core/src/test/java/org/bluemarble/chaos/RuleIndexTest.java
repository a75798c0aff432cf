package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many rules at one point: what is looked up decides and counts as what is asked one by one. */
class RuleIndexTest {

    private static final AttributeKey TABLE = AttributeKey.text("index-table");
    private static final InjectionPoint POINT =
            Chaos.point("index-test.many", AttributeDescriptor.of(TABLE.name(), AttributeKey.Type.TEXT, "a table"));

    private final List<ArmedRule> armed = new ArrayList<>();

    @AfterEach
    void disarm() {
        armed.forEach(ArmedRule::disarm);
        assertThat(POINT.isArmed()).isFalse();
    }

    private ArmedRule arm(FaultRule.Builder rule) {
        ArmedRule one = Chaos.global().arm(rule.at(POINT).build());
        armed.add(one);
        return one;
    }

    private static FaultRule.Builder slow(String id) {
        return FaultRule.named("index-" + id).inject(Latency.of(Duration.ofNanos(1_000_000)));
    }

    private static FaultRule.Builder failing(String id) {
        return FaultRule.named("index-" + id).inject(new ThrowException(ThrowException.DEFAULT_CLASS, id));
    }

    private List<ArmedRule> armOneForEachOf(int players) {
        return IntStream.range(0, players)
                .mapToObj(i -> arm(failing("p" + i).where("player", "p" + i)))
                .toList();
    }

    private static @Nullable Injection call(Map<AttributeKey, Object> attributes) {
        Injection injection = POINT.decide(attributes::get);
        if (injection != null) {
            injection.cancelled();
        }
        return injection;
    }

    private static @Nullable String disturbedBy(String player) {
        Injection injection = call(Map.of(AttributeKey.PLAYER, player));
        return injection == null ? null : injection.rule();
    }

    @Test
    void ruleForOnePlayerAmongMany_isFound_andTheOthersCountTheCall() {
        List<ArmedRule> rules = armOneForEachOf(100);

        assertThat(disturbedBy("p42")).isEqualTo("index-p42");
        assertThat(disturbedBy("p100")).isNull();
        assertThat(call(Map.of())).isNull();

        assertThat(rules.get(42).counters()).satisfies(counters -> {
            assertThat(counters.selected()).isEqualTo(1);
            assertThat(counters.notSelected()).isEqualTo(2);
        });
        assertThat(rules.get(7).counters().notSelected()).isEqualTo(3);
        assertThat(rules)
                .allSatisfy(rule -> assertThat(rule.counters().passed()).isEqualTo(3));
    }

    @Test
    void playerOfTheContext_isFoundToo() {
        armOneForEachOf(20);

        try (ChaosContext.Scope scope = ChaosContext.empty().withPlayer("p3").open()) {
            assertThat(call(Map.of())).isNotNull();
        }
        assertThat(call(Map.of())).isNull();
    }

    @Test
    void firstArmedActs_whetherFoundOrAsked() {
        ArmedRule late = arm(failing("early").where("player", ValuePattern.exactly("p1"), ValuePattern.exactly("p2")));
        armOneForEachOf(20);
        arm(failing("everybody"));

        assertThat(disturbedBy("p19")).isEqualTo("index-p19");
        assertThat(disturbedBy("nobody-special")).isEqualTo("index-everybody");
        late.disarm();
        assertThat(disturbedBy("p2")).isEqualTo("index-p2");
    }

    @Test
    void rulesOfOnePlayerAndOneTable_areAskedInTheOrderOfArming() {
        arm(failing("table").where(TABLE.name(), "trades"));
        armOneForEachOf(10);
        ArmedRule all = arm(slow("all"));

        Injection injection = call(Map.of(AttributeKey.PLAYER, "p5", TABLE, "trades"));

        assertThat(injection).isNotNull();
        assertThat(injection.rule()).isEqualTo("index-table");
        assertThat(armed.get(6).counters().preempted()).isEqualTo(1);
        assertThat(all.counters().injected()).isEqualTo(1);
    }

    @Test
    void callWithSeveralTablesOrAnUnknownOne_isFoundByEachAndByNone() {
        armOneForEachOf(10);
        ArmedRule trades = arm(failing("trades").where(TABLE.name(), "trades"));
        ArmedRule both =
                arm(failing("both").where(TABLE.name(), ValuePattern.exactly("items"), ValuePattern.exactly("trades")));

        assertThat(call(Map.of(TABLE, List.of("items", "trades")))).isNotNull();
        assertThat(call(Map.of(TABLE, CallAttributes.UNKNOWN))).isNull();

        assertThat(List.of(trades, both)).allSatisfy(rule -> {
            assertThat(rule.counters().unknown()).isEqualTo(1);
            assertThat(rule.counters().selected()).isEqualTo(1);
        });
        assertThat(armed.get(3).counters().notSelected()).isEqualTo(2);
    }

    @Test
    void callOfSeveralOrUnknownPlayers_isNotMadeAgainstEveryRule() {
        armOneForEachOf(1_000);
        AtomicInteger asked = new AtomicInteger();
        CallAttributes several = key -> {
            asked.incrementAndGet();
            return key == AttributeKey.PLAYER ? List.of("p3", "p4") : null;
        };
        CallAttributes unknown = key -> {
            asked.incrementAndGet();
            return key == AttributeKey.PLAYER ? CallAttributes.UNKNOWN : null;
        };

        Injection injection = POINT.decide(several);
        assertThat(POINT.decide(unknown)).isNull();

        assertThat(injection).isNotNull();
        injection.cancelled();
        assertThat(asked)
                .as("once to look up, and by each of the two rules that are found")
                .hasValue(1 + 2 + 1);
        assertThat(armed.get(7).counters().unknown()).isEqualTo(1);
        assertThat(armed.get(7).counters().notSelected()).isEqualTo(1);
        armed.get(7).disable();
        assertThat(armed.get(7).counters().unknown()).isEqualTo(1);
    }

    @Test
    void attributeThatThrows_endsTheRuleThatAsksForIt_andNoOther() {
        armOneForEachOf(10);
        ArmedRule trades = arm(failing("trades").where(TABLE.name(), "trades"));

        Injection injection = POINT.decide(key -> {
            if (key == TABLE) {
                throw new IllegalStateException("no table today");
            }
            return key == AttributeKey.PLAYER ? "p4" : null;
        });

        assertThat(injection).isNotNull();
        injection.cancelled();
        assertThat(trades.end()).isEqualTo(ArmedRule.End.FAILED);
        assertThat(armed.subList(0, 10)).allMatch(ArmedRule::isArmed);
    }

    @Test
    void disabledAndEnabledAgain_keepsItsCountsAndItsPlace() {
        List<ArmedRule> rules = armOneForEachOf(10);
        ArmedRule same = arm(failing("again").where("player", "p4"));

        assertThat(disturbedBy("p9")).isNotNull();
        rules.get(4).disable();
        assertThat(disturbedBy("p4")).isEqualTo("index-again");
        rules.get(4).enable();
        assertThat(disturbedBy("p4")).isEqualTo("index-p4");

        assertThat(rules.get(4).counters().notSelected()).isEqualTo(1);
        assertThat(rules.get(4).counters().selected()).isEqualTo(1);
        assertThat(same.counters().selected()).isEqualTo(2);
    }
}

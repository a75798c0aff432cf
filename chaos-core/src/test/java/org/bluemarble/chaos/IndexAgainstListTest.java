package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.bluemarble.chaos.spi.InternalProblems;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same random rules in two engines with one seed: one whose rules are looked up, and one whose rules are asked one by
 * one. Every call is decided and counted by both in the same way.
 */
class IndexAgainstListTest {

    private static final AttributeKey TABLE = AttributeKey.text("index-table");
    private static final AttributeKey ROWS = AttributeKey.number("index-rows");
    private static final AttributeDescriptor[] ATTRIBUTES = {
        AttributeDescriptor.of(TABLE.name(), AttributeKey.Type.TEXT, "a table"),
        AttributeDescriptor.of(ROWS.name(), AttributeKey.Type.NUMBER, "how many")
    };
    private static final InjectionPoint INDEXED = Chaos.point("index-test.looked-up", ATTRIBUTES);
    private static final InjectionPoint LISTED = Chaos.point("index-test.one-by-one", ATTRIBUTES);
    private static final int RULES = 60;

    private static final Ceiling PROTECTING = Ceiling.DEFAULT
            .protecting("player", "gm-1")
            .protecting(Selector.Condition.of(TABLE.name(), false, ValuePattern.prefix("ledger")));

    private final List<Chaos> engines = new ArrayList<>();

    @AfterEach
    void endEngines() {
        engines.forEach(Chaos::close);
        assertThat(INDEXED.isArmed()).isFalse();
        assertThat(LISTED.isArmed()).isFalse();
    }

    /** Rules are looked up for an engine of the global one's name alone. */
    private Chaos engine(String name, Ceiling ceiling) {
        Chaos engine = new Chaos(new ChaosBuilder(name).seed(7).ceiling(ceiling));
        engines.add(engine);
        return engine;
    }

    private static FaultRule rule(int i, InjectionPoint point, SplittableRandom random) {
        FaultRule.Builder rule = FaultRule.named("r" + i).at(point);
        if (random.nextInt(3) > 0) {
            rule.where("player", ValuePattern.exactly("p" + random.nextInt(9)), ValuePattern.exactly("p" + i));
        }
        switch (random.nextInt(6)) {
            case 0 -> rule.where(TABLE.name(), "t" + random.nextInt(4));
            case 1 ->
                rule.where(TABLE.name(), ValuePattern.exactly("t1"), ValuePattern.exactly("t" + random.nextInt(4)));
            case 2 -> rule.where(TABLE.name(), ValuePattern.prefix("t"));
            case 3 -> rule.whereNot(TABLE.name(), "t" + random.nextInt(4)).where("operation", "trade");
            default -> rule.where("session", "s" + random.nextInt(3));
        }
        switch (random.nextInt(6)) {
            case 0 -> rule.whereNot("session", "s3");
            case 1 -> rule.where(ROWS.name(), ValuePattern.exactly((long) random.nextInt(3)));
            case 2 -> rule.cohort(Cohort.experiment(new Probability(0.3)));
            default -> {
                // Whatever the others say.
            }
        }
        if (random.nextBoolean()) {
            rule.when(Trigger.probability(new Probability(0.5)));
        }
        return random.nextInt(4) == 0
                ? rule.inject(Latency.of(Duration.ofMillis(1))).build()
                : rule.inject(new ThrowException(ThrowException.DEFAULT_CLASS, "r" + i))
                        .build();
    }

    private static String player(SplittableRandom random) {
        return random.nextInt(20) == 0 ? "gm-1" : "p" + random.nextInt(9);
    }

    private static String table(SplittableRandom random) {
        return random.nextInt(20) == 0 ? "ledger-1" : "t" + random.nextInt(4);
    }

    private static Map<AttributeKey, Object> call(SplittableRandom random) {
        Map<AttributeKey, Object> call = new HashMap<>();
        switch (random.nextInt(6)) {
            case 0 -> call.put(AttributeKey.PLAYER, CallAttributes.UNKNOWN);
            case 1 -> call.put(AttributeKey.PLAYER, Set.of("p" + random.nextInt(9), "p100"));
            case 2 -> call.remove(AttributeKey.PLAYER);
            default -> call.put(AttributeKey.PLAYER, player(random));
        }
        switch (random.nextInt(6)) {
            case 0 -> call.put(TABLE, List.of("t1", "t2", "t1"));
            case 1 -> call.put(TABLE, List.of());
            case 2 -> call.put(TABLE, CallAttributes.UNKNOWN);
            case 3 -> call.put(TABLE, 3L);
            default -> call.put(TABLE, table(random));
        }
        call.put(AttributeKey.SESSION, "s" + random.nextInt(4));
        call.put(AttributeKey.OPERATION, random.nextBoolean() ? "trade" : CallAttributes.UNKNOWN);
        call.put(ROWS, (long) random.nextInt(3));
        return call;
    }

    private static List<String> parts(@Nullable Injection injection) {
        if (injection == null) {
            return List.of();
        }
        List<String> parts = new ArrayList<>(
                List.of(String.valueOf(injection.rule()), String.valueOf(injection.delayNanos(Phase.BEFORE))));
        injection.cancelled();
        return parts;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void randomRulesAndCalls_areDecidedAndCountedAsOneByOne(boolean protecting) {
        Ceiling ceiling = protecting ? PROTECTING : Ceiling.DEFAULT;
        Chaos indexed = engine(Chaos.GLOBAL_NAME, ceiling);
        Chaos listed = engine("one-by-one", ceiling);
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < RULES; i++) {
            long seed = random.nextLong();
            indexed.arm(rule(i, INDEXED, new SplittableRandom(seed)));
            listed.arm(rule(i, LISTED, new SplittableRandom(seed)));
        }
        int injections = 0;
        for (int i = 0; i < 6_000; i++) {
            String toggled = "r" + random.nextInt(RULES);
            if (random.nextInt(10) == 0) {
                boolean on = random.nextBoolean();
                switched(indexed, toggled, on);
                switched(listed, toggled, on);
            }
            Map<AttributeKey, Object> call = call(random);
            String context = "p" + random.nextInt(9);

            List<String> one;
            List<String> other;
            try (ChaosContext.Scope scope =
                    ChaosContext.empty().withPlayer(context).open()) {
                one = parts(INDEXED.decide(new TestCall(indexed, call)));
                other = parts(LISTED.decide(new TestCall(listed, call)));
            }

            assertThat(one).as("call %d, %s", i, call).isEqualTo(other);
            injections += one.isEmpty() ? 0 : 1;
        }

        assertThat(injections).isGreaterThan(1_000);
        for (ArmedRule rule : indexed.rules()) {
            RuleCounters mine = rule.counters();
            RuleCounters its = listed.rule(rule.id()).orElseThrow().counters();
            assertThat(List.of(mine.selected(), mine.injected(), mine.preempted(), mine.control()))
                    .as(rule.rule().line())
                    .isEqualTo(List.of(its.selected(), its.injected(), its.preempted(), its.control()));
            assertThat(mine.protectedCalls()).isEqualTo(its.protectedCalls());
            assertThat(mine.protectedCalls() > 0).isEqualTo(protecting);
            // A rule that is not asked does not say that something else about the call was known, and did not fit.
            assertThat(mine.notSelected() + mine.unknown()).isEqualTo(its.notSelected() + its.unknown());
            assertThat(mine.passed()).isEqualTo(its.passed());
        }
    }

    /** A call that does not know its table. */
    private record Throwing(TestCall call) implements CallAttributes {
        @Override
        public @Nullable Object get(AttributeKey key) {
            if (key == TABLE) {
                throw new IllegalStateException("no table today");
            }
            return call.get(key);
        }

        @Override
        public @Nullable Chaos engine() {
            return call.engine();
        }
    }

    private static void switched(Chaos engine, String id, boolean on) {
        ArmedRule rule = engine.rule(id).orElseThrow();
        if (on) {
            rule.enable();
        } else {
            rule.disable();
        }
    }

    /** What the ceiling may protect is left alone by every rule, and no rule is at fault. */
    @ParameterizedTest
    @CsvSource({"global, 1", "global, 20", "one-by-one, 20"})
    void attributeThatThrowsWhereTheCeilingProtects_countsAsProtected_andIsToldOnce(String name, int players) {
        Chaos engine = engine(name, PROTECTING);
        for (int i = 0; i < players; i++) {
            engine.arm(FaultRule.named("p" + i)
                    .at(INDEXED)
                    .where("player", "p" + i)
                    .inject(new ThrowException(ThrowException.DEFAULT_CLASS, "p" + i))
                    .build());
        }
        engine.arm(FaultRule.named("all")
                .at(INDEXED)
                .inject(Latency.of(Duration.ofMillis(1)))
                .build());
        long problems = InternalProblems.count();
        CallAttributes throwing = new Throwing(new TestCall(engine, Map.of(AttributeKey.PLAYER, "p0")));

        assertThat(INDEXED.decide(throwing)).isNull();
        assertThat(INDEXED.decide(throwing)).isNull();

        assertThat(InternalProblems.count() - problems).as("told once").isEqualTo(1);
        assertThat(engine.rules()).hasSize(players + 1).allSatisfy(rule -> {
            assertThat(rule.counters().protectedCalls()).isEqualTo(2);
            assertThat(rule.counters().passed()).isEqualTo(2);
        });
        assertThat(parts(INDEXED.decide(new TestCall(engine, Map.of(AttributeKey.PLAYER, "p0")))))
                .as("a call that says what it is")
                .isNotEmpty();
    }
}

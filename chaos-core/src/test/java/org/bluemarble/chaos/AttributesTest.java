package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bluemarble.chaos.spi.InternalProblems;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What selectors ask of a call. */
class AttributesTest extends EngineTest {

    private static final AttributeKey TABLE = AttributeKey.text("test-table");
    private static final AttributeKey SIZE = AttributeKey.number("test-size");
    private static final AttributeKey LAST = AttributeKey.flag("test-last");

    private final InjectionPoint point =
            Chaos.point("engine-test.with-attributes", described(TABLE), described(SIZE), described(LAST));

    private static AttributeDescriptor described(AttributeKey key) {
        return AttributeDescriptor.of(key.name(), key.type(), "an attribute for tests");
    }

    private FaultRule.Builder ruleWhere(AttributeKey key, Object value) {
        return rule("where").at(point).where(new Selector.Condition(key, false, value));
    }

    private @Nullable Injection callWith(AttributeKey key, Object value) {
        return point.decide(new TestCall(chaos, Map.of(key, value)));
    }

    @Test
    void text_matchesTheValueOrAnyOfSeveral() {
        chaos.arm(ruleWhere(TABLE, "trades").build());

        assertThat(callWith(TABLE, "trades")).isNotNull();
        assertThat(callWith(TABLE, List.of("items", "trades"))).isNotNull();
        assertThat(callWith(TABLE, "items")).isNull();
        assertThat(callWith(TABLE, List.of())).isNull();
        assertThat(point.decide(TestCall.of(chaos)))
                .as("a call without the attribute")
                .isNull();
    }

    @Test
    void negated_matchesIfNoneOfSeveralIsEqual() {
        chaos.arm(rule("not")
                .at(point)
                .where(new Selector.Condition(TABLE, true, "trades"))
                .build());

        assertThat(callWith(TABLE, List.of("items", "mail"))).isNotNull();
        assertThat(callWith(TABLE, List.of("items", "trades"))).isNull();
        assertThat(point.decide(TestCall.of(chaos)))
                .as("a call without the attribute")
                .isNotNull();
    }

    @Test
    void number_isAskedForWithoutBoxing() {
        chaos.arm(ruleWhere(SIZE, 1_000L).build());
        CallAttributes unboxed = new CallAttributes() {
            @Override
            public @Nullable Object get(AttributeKey key) {
                throw new AssertionError("a number was boxed");
            }

            @Override
            public long getLong(AttributeKey key) {
                return 1_000;
            }

            @Override
            public Chaos engine() {
                return chaos;
            }
        };

        assertThat(point.decide(unboxed)).isNotNull();
        assertThat(callWith(SIZE, 1_000L)).isNotNull();
        assertThat(callWith(SIZE, 999L)).isNull();
        assertThat(point.decide(TestCall.of(chaos)))
                .as("a call without the attribute")
                .isNull();
    }

    @Test
    void flag_matchesTheValue() {
        chaos.arm(ruleWhere(LAST, true).build());

        assertThat(callWith(LAST, true)).isNotNull();
        assertThat(callWith(LAST, false)).isNull();
    }

    @Test
    void unknown_doesNotMatchAndIsCounted() {
        ArmedRule rule = chaos.arm(ruleWhere(TABLE, "trades").build());
        ArmedRule negated = chaos.arm(rule("not")
                .at(point)
                .where(new Selector.Condition(TABLE, true, "trades"))
                .build());

        assertThat(callWith(TABLE, CallAttributes.UNKNOWN)).isNull();

        assertThat(rule.counters().unknown()).isEqualTo(1);
        assertThat(rule.counters().selected()).isZero();
        assertThat(negated.counters().unknown()).isEqualTo(1);
    }

    @Test
    void unknownNumber_doesNotMatchAndIsCounted() {
        ArmedRule rule = chaos.arm(ruleWhere(SIZE, 1L).build());

        assertThat(callWith(SIZE, CallAttributes.UNKNOWN)).isNull();

        assertThat(rule.counters().unknown()).isEqualTo(1);
    }

    @Test
    void unknownButAnotherConditionFails_callIsSimplyNotSelected() {
        ArmedRule rule = chaos.arm(ruleWhere(TABLE, "trades")
                .where(new Selector.Condition(SIZE, false, 5L))
                .build());

        assertThat(point.decide(new TestCall(chaos, Map.of(TABLE, CallAttributes.UNKNOWN, SIZE, 6L))))
                .isNull();

        assertThat(rule.counters().unknown()).isZero();
    }

    @Test
    void nothingArmedAsksForIt_attributesAreNotAsked() {
        AtomicInteger asked = new AtomicInteger();
        CallAttributes counting = key -> {
            asked.incrementAndGet();
            return null;
        };

        assertThat(point.decide(counting)).isNull();
        point.pass(counting);
        try (ArmedRule all = Chaos.global()
                .arm(rule("attributes-test-all")
                        .at(point)
                        .when(Trigger.nth(1_000))
                        .build())) {
            assertThat(point.decide(counting)).isNull();
            assertThat(all.counters().selected()).isEqualTo(1);
        }

        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {IllegalStateException.class, IOException.class, NoClassDefFoundError.class, AssertionError.class
            })
    void attributesThrow_ruleIsDisarmedAndTheCallPasses(Class<? extends Throwable> bug) {
        long problems = InternalProblems.count();
        ArmedRule asking = chaos.arm(ruleWhere(TABLE, "trades").build());
        ArmedRule innocent = chaos.arm(rule("innocent")
                .at(point)
                .inject(Latency.of(Duration.ofMillis(1)))
                .build());

        Injection injection = point.decide(new BrokenAttributes(chaos, bug));

        assertThat(asking.end()).isEqualTo(ArmedRule.End.FAILED);
        assertThat(innocent.isArmed()).isTrue();
        assertThat(injection).as("the other rule's part").isNotNull();
        assertThat(InternalProblems.count() - problems).isEqualTo(1);
        assertThat(chaos.events()).last().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(ChaosEvent.Kind.FAILED);
            assertThat(event.rule()).isEqualTo("where");
        });
        point.pass(new BrokenAttributes(chaos, bug));
    }

    @Test
    void attributesThrowInManyThreads_isReportedOnce() throws Exception {
        long problems = InternalProblems.count();
        chaos.arm(ruleWhere(TABLE, "trades").build());

        racers.race(8, () -> {
            point.pass(new BrokenAttributes(chaos, IllegalStateException.class));
            return true;
        });

        assertThat(InternalProblems.count() - problems).isEqualTo(1);
        assertThat(point.isArmed()).isFalse();
    }

    /** Attributes with a bug, also of a kind that Java would have to declare. */
    private record BrokenAttributes(Chaos engine, Class<? extends Throwable> bug) implements CallAttributes {

        @Override
        public @Nullable Object get(AttributeKey key) {
            try {
                throw BrokenAttributes.<RuntimeException>sneaky(
                        bug.getConstructor().newInstance());
            } catch (ReflectiveOperationException unusable) {
                throw new AssertionError(unusable);
            }
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
            throw (T) thrown;
        }
    }
}

package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the ceiling protects no rule touches: not by its selector, and not by the lack of one. */
class ProtectedScopesTest {

    private static final AttributeKey TABLE = AttributeKey.text("table");

    private final Chaos chaos = Chaos.builder("protected")
            .ceiling(Ceiling.DEFAULT
                    .protecting("player", "gm-1", "gm-2")
                    .protecting(Selector.Condition.of("table", false, ValuePattern.prefix("ledger"))))
            .build();
    private final InjectionPoint point = Chaos.point("test.commit");

    @BeforeAll
    static void knowThePoints() {
        Catalogues.load();
    }

    @AfterEach
    void endEngine() {
        chaos.close();
    }

    private @Nullable Injection call(Map<AttributeKey, Object> attributes) {
        return point.decide(new TestCall(chaos, attributes));
    }

    @Test
    void protectedPlayer_isTouchedByNoRule_andCounted() {
        ArmedRule all = chaos.arm("all: test.commit latency 1ms");
        ArmedRule others = chaos.arm("others: test.commit[player!=p1] latency 1ms");

        assertThat(call(Map.of(AttributeKey.PLAYER, "gm-1"))).isNull();
        try (ChaosContext.Scope scope = ChaosContext.empty().withPlayer("gm-2").open()) {
            assertThat(call(Map.of())).isNull();
        }
        assertThat(call(Map.of(AttributeKey.PLAYER, "p2"))).isNotNull();
        assertThat(call(Map.of())).as("a call that is nobody's").isNotNull();

        assertThat(List.of(all, others)).allSatisfy(rule -> {
            assertThat(rule.counters().protectedCalls()).isEqualTo(2);
            assertThat(rule.counters().selected()).isEqualTo(2);
        });
        assertThat(chaos.explain("all").text())
                .contains(
                        "2 calls were left alone, because the ceiling protects player = gm-1 or gm-2 or table like ledger*,"
                                + " and what cannot be known of a call counts as protected");
    }

    @Test
    void protectedTable_amongSeveralOrUnknown_isNotTouched() {
        ArmedRule all = chaos.arm("all: test.commit latency 1ms");

        assertThat(call(Map.of(TABLE, List.of("trades", "ledger_2026")))).isNull();
        assertThat(call(Map.of(TABLE, CallAttributes.UNKNOWN))).isNull();
        assertThat(call(Map.of(TABLE, List.of("trades")))).isNotNull();

        assertThat(all.counters().protectedCalls()).isEqualTo(2);
    }

    @Test
    void everybodyButTestAccounts_canBeProtected() {
        try (Chaos strict = Chaos.builder("strict")
                .ceiling(
                        Ceiling.DEFAULT.protecting(Selector.Condition.of("player", true, ValuePattern.prefix("test-"))))
                .build()) {
            ArmedRule all = strict.arm("all: test.commit latency 1ms");

            assertThat(point.decide(new TestCall(strict, Map.of(AttributeKey.PLAYER, "test-1"))))
                    .isNotNull();
            assertThat(point.decide(new TestCall(strict, Map.of(AttributeKey.PLAYER, "p1"))))
                    .isNull();
            assertThat(point.decide(TestCall.of(strict))).as("nobody's").isNull();
            assertThat(all.counters().protectedCalls()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
            x: test.commit[player=gm-1] latency 1ms      => column 1  where was player = gm-1 but must reach calls that the ceiling does not protect; it protects those with player = gm-1 or gm-2
            x: test.commit[table~ledger_2*] latency 1ms  => column 1  where was table like ledger_2* but must reach calls that the ceiling does not protect; it protects those with table like ledger*
            """)
    void ruleForProtectedCallsAlone_isRefused(String line, String expected) {
        assertThat(chaos.check(line)).extracting(Problem::toString).containsExactly(expected);
        assertThat(chaos.check("x: test.commit[player=gm-1|p1] latency 1ms")).isEmpty();
    }

    @Test
    void option_isReadLikeASelector() {
        Findings findings = new Findings();

        assertThat(Ceiling.protectedScopes(new Word("player=gm-1|gm-2,table~\"ledger*\"", "protect", null), findings))
                .isEqualTo(chaos.ceiling().protectedScopes());
        assertThat(findings.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
            playr=gm-1     => playr is no attribute of calls; did you mean 'player'?
            cohort=5%      => cohort is no attribute of calls; known are
            player         => protect cannot be read at character 7: found nothing but must find '='
            player=a b=c   => protect cannot be read at character 10: found 'b' but must find ','
            rows=x         => rows was 'x' but must be a whole number
            verb=UPDATE    => verb was 'UPDATE' but must be in lower case
            """)
    void optionThatWouldProtectNothing_isRefused(String option, String expected) {
        Findings findings = new Findings();

        List<Selector.Condition> scopes = Ceiling.protectedScopes(new Word(option, "protect", null), findings);

        assertThat(scopes).isEmpty();
        assertThat(findings.problems()).hasSize(1);
        assertThat(findings.problems().get(0).text()).startsWith(expected);
    }
}

package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Objects;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.CallAttributes;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosContext;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.spi.InternalProblems;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a bug of ours does to a call, and to the rule that brought it to light. */
class JdbcEffectTest {

    private static final InjectionPoint POINT = Chaos.point("effect.test");

    private final Chaos chaos = Chaos.create("effect");

    @Test
    void bugBeforeTheCall_leavesTheCallAloneAndEndsTheRule() {
        ArmedRule rule = chaos.arm("x: effect.test exception");
        long problems = InternalProblems.count();
        JdbcEffect effect = new JdbcEffect(injection()) {
            @Override
            @Nullable
            SQLException prepare() {
                begins();
                throw new IllegalStateException("a driver of another version");
            }
        };

        assertThat(effect.before()).isNull();
        assertThat(effect.after(null)).isNull();
        effect.end();

        assertEnded(rule, problems);
    }

    @Test
    void bugAfterTheCall_leavesTheOutcomeAloneAndEndsTheRule() {
        ArmedRule rule = chaos.arm("x: effect.test exception");
        long problems = InternalProblems.count();
        JdbcEffect effect = new JdbcEffect(injection()) {
            @Override
            Throwable finish(@Nullable Throwable thrown) {
                throw new NoSuchMethodError("a driver of another version");
            }
        };
        SQLException fromDriver = new SQLException("duplicate key");

        assertThat(effect.before()).isNull();
        assertThat(effect.after(fromDriver)).isSameAs(fromDriver).hasNoSuppressedExceptions();
        effect.end();

        assertEnded(rule, problems);
    }

    private Injection injection() {
        try (ChaosContext.Scope scope = ChaosContext.current().withEngine(chaos).open()) {
            return Objects.requireNonNull(POINT.decide(CallAttributes.NONE));
        }
    }

    private static void assertEnded(ArmedRule rule, long problemsBefore) {
        assertThat(rule.end()).isEqualTo(ArmedRule.End.FAILED);
        assertThat(rule.counters().waiting()).isZero();
        assertThat(rule.counters().done()).isZero();
        assertThat(rule.counters().cancelled()).isEqualTo(1);
        assertThat(InternalProblems.count()).isEqualTo(problemsBefore + 1);
    }
}

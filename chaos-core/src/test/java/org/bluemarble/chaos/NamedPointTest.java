package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.Test;

/** What server code meets when it passes a named point. */
class NamedPointTest {

    private static final InjectionPoint POINT = Chaos.point("named-point.pass");

    private final Chaos chaos = Chaos.builder("named").seed(1).build();

    private void passInScope() {
        try (ChaosContext.Scope scope = ChaosContext.empty().withEngine(chaos).open()) {
            POINT.pass();
        }
    }

    @Test
    void checkedExceptionByName_isThrownAsItIs_withTheMark() {
        try (ArmedRule rule = chaos.arm("x: named-point.pass exception java.io.IOException message='disk full'")) {
            assertThatThrownBy(this::passInScope)
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("disk full")
                    .satisfies(thrown ->
                            assertThat(thrown.getSuppressed()).singleElement().isInstanceOf(InjectedFault.class));
            assertThat(rule.counters().done()).isEqualTo(1);
        }
    }

    @Test
    void exceptionWithoutAMessage_isMadeByItsOtherConstructor() {
        try (ArmedRule rule = chaos.arm("x: named-point.pass exception java.nio.channels.ClosedChannelException")) {
            assertThatThrownBy(this::passInScope).isInstanceOf(java.nio.channels.ClosedChannelException.class);
            assertThat(rule.counters().done()).isEqualTo(1);
        }
    }

    /** An exception whose constructor fails, which no check before arming can see. */
    public static final class Unmakeable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unmakeable(String message) {
            throw new IllegalArgumentException("cannot be made: " + message);
        }
    }

    /** The engine throws into the server only the fault asked for: what it cannot make disarms the rule instead. */
    @Test
    void exceptionThatCannotBeMade_disarmsTheRuleAndLetsTheCallPass() {
        long problems = InternalProblems.count();
        ArmedRule rule = chaos.arm("x: named-point.pass exception " + Unmakeable.class.getName());

        assertThatNoException().isThrownBy(this::passInScope);

        assertThat(rule.end()).isEqualTo(ArmedRule.End.FAILED);
        assertThat(rule.counters().done()).isZero();
        assertThat(rule.counters().cancelled()).isEqualTo(1);
        assertThat(InternalProblems.count()).isEqualTo(problems + 1);
        assertThat(POINT.isArmed()).isFalse();
    }

    @Test
    void callOutsideTheEnginesScope_isNotDisturbed() {
        try (ArmedRule rule = chaos.arm("x: named-point.pass exception")) {
            assertThatNoException().isThrownBy(POINT::pass);
            assertThat(rule.counters().outOfScope()).isEqualTo(1);
            assertThat(rule.counters().injected()).isZero();
        }
    }

    @Test
    void classOfAnotherThreadsLoader_isFound() throws Exception {
        // Whoever arms over JMX does so on a thread whose context loader knows nothing of the game.
        Thread armer = new Thread(() -> assertThat(ThrowableClasses.whyUnusable(Unmakeable.class.getName()))
                .isNull());
        armer.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        Throwable[] failure = new Throwable[1];
        armer.setUncaughtExceptionHandler((thread, thrown) -> failure[0] = thrown);

        armer.start();
        armer.join();

        assertThat(failure[0]).isNull();
    }
}

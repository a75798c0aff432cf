package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exceptions whose classes want more than a message. */
class ExceptionShapeTest extends EngineTest {

    private Throwable thrownBy(String fault) {
        try (ArmedRule rule = chaos.arm("shape: " + point + " exception " + fault)) {
            Throwable thrown = catchThrowable(() -> point.pass(TestCall.of(chaos)));
            assertThat(rule.counters().done()).isEqualTo(1);
            assertThat(thrown.getSuppressed()).hasAtLeastOneElementOfType(InjectedFault.class);
            return thrown;
        }
    }

    private String refusal(String fault) {
        return chaos.check("shape: " + point + " exception " + fault).get(0).text();
    }

    /** Of a game: the code comes first, and the message has a companion. */
    public static final class TradeException extends Exception {
        private static final long serialVersionUID = 1L;

        final int code;
        final boolean retried;

        public TradeException(int code, String message, boolean retried) {
            super(message);
            this.code = code;
            this.retried = retried;
        }
    }

    /** Wants something that no rule can spell. */
    public static final class CoinException extends Exception {
        private static final long serialVersionUID = 1L;

        public CoinException(Thread.State state) {
            super(state.name());
        }
    }

    /** Cannot be made from outside. */
    public static final class SealedAway extends Exception {
        private static final long serialVersionUID = 1L;

        private SealedAway() {}

        static SealedAway now() {
            return new SealedAway();
        }
    }

    /** Belongs to a test. */
    public final class Inner extends Exception {
        private static final long serialVersionUID = 1L;

        public Inner() {}
    }

    static final class Hidden extends Exception {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void messageAndCause_areBothGiven() {
        Throwable thrown = thrownBy("java.io.UncheckedIOException message=disk cause=java.io.IOException");

        assertThat(thrown).isExactlyInstanceOf(UncheckedIOException.class).hasMessage("disk");
        assertThat(thrown.getCause()).isExactlyInstanceOf(IOException.class).hasMessage("disk");
    }

    @Test
    void causeWithoutAConstructorForIt_isSetAfterwards() {
        Throwable thrown = thrownBy("java.util.NoSuchElementException cause=java.io.IOException");

        assertThat(thrown.getCause()).isExactlyInstanceOf(IOException.class);
    }

    @Test
    void constructorThatWantsACause_getsNoneIfTheRuleGivesNone() {
        assertThat(thrownBy("java.util.concurrent.ExecutionException message=late"))
                .isExactlyInstanceOf(ExecutionException.class)
                .hasMessage("late")
                .hasNoCause();
    }

    @Test
    void stateAndCode_areThoseOfTheSqlException() {
        SQLException thrown = (SQLException) thrownBy("java.sql.SQLException message=gone state=08006 code=7");

        assertThat(thrown.getMessage()).isEqualTo("gone");
        assertThat(thrown.getCause()).isNull();
        assertThat(thrown.getSQLState()).isEqualTo("08006");
        assertThat(thrown.getErrorCode()).isEqualTo(7);
    }

    @Test
    void messageAlone_takesTheConstructorWithAMessageAlone() {
        SQLException thrown = (SQLException) thrownBy("java.sql.SQLException message=gone");

        assertThat(thrown.getSQLState()).isNull();
    }

    @Test
    void numbersAndFlagsInAnyOrder_areFilled() {
        TradeException thrown = (TradeException) thrownBy(TradeException.class.getName() + " message=no code=42");

        assertThat(thrown).hasMessage("no");
        assertThat(thrown.code).isEqualTo(42);
        assertThat(thrown.retried).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ExceptionShapeTest$CoinException | which has no public constructor that takes only texts, numbers, flags and a cause; it has (State)
            ExceptionShapeTest$SealedAway    | which has no public constructor that takes only texts, numbers, flags and a cause; it has none at all
            ExceptionShapeTest$Inner         | which belongs to an instance of org.bluemarble.chaos.ExceptionShapeTest
            ExceptionShapeTest$Hidden        | which is not public
            """)
    void classThatCannotBeMade_isRefusedWithTheReason(String className, String reason) {
        assertThat(SealedAway.now()).isNotNull();
        String full = "org.bluemarble.chaos." + className;

        assertThat(refusal(full)).isEqualTo("exception was '" + full + "', " + reason);
    }

    @Test
    void stateThatTheClassDoesNotTake_isRefused() {
        assertThat(refusal("java.io.IOException state=08006"))
                .isEqualTo("exception was 'java.io.IOException', which has no public constructor that takes a state"
                        + " besides the message; it has () and (String) and (String, Throwable) and (Throwable)");
    }

    @Test
    void causeThatIsNoThrowable_isRefused() {
        assertThat(refusal("java.io.IOException cause=java.lang.String"))
                .isEqualTo("cause was 'java.lang.String', which is no Throwable");
    }

    @Test
    void everyPart_readsBackAsItself() {
        FaultRule rule = rule("all")
                .inject(new ThrowException("java.sql.SQLException", "a b", "java.io.IOException", "08006", -7L))
                .build();

        assertThat(FaultRule.parse(rule.line())).isEqualTo(rule);
    }
}

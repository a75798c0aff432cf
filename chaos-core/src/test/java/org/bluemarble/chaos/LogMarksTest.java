package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Real lines of a real logging framework. */
@ExtendWith(OwnThread.class)
class LogMarksTest extends EngineTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("game.trade");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent line) {
            // As an asynchronous appender does: the diagnostic context is that of the moment.
            line.prepareForDeferredProcessing();
            super.append(line);
        }
    };

    @BeforeEach
    void log() {
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(lines);
        lines.start();
    }

    @AfterEach
    void noMarkStays() {
        logger.detachAppender(lines);
        assertThat(MDC.get("chaos")).isNull();
    }

    @Test
    void lineDuringADisturbedCall_carriesTheRuleAndTheCall() {
        chaos.arm(rule("boom").when(Trigger.nth(2)).build());

        assertThat(call()).isNull();
        logger.info("before");
        Injection injection = disturbed();
        logger.info("during");
        injection.done();
        logger.info("after");

        assertThat(lines.list)
                .extracting(line -> line.getMDCPropertyMap().get("chaos"))
                .containsExactly(null, "boom/2", null);
    }

    @Test
    void callInsideACall_marksAreNested() {
        chaos.arm(rule("slow").inject(Latency.of(Duration.ofMillis(1))).build());
        chaos.arm(rule("boom").build());

        Injection outer = disturbed();
        assertThat(MDC.get("chaos")).isEqualTo("boom/1");
        Injection inner = disturbed();
        assertThat(MDC.get("chaos")).isEqualTo("boom/2");
        inner.done();
        assertThat(MDC.get("chaos")).isEqualTo("boom/1");
        outer.done();
    }

    @Test
    void faultThatOutlivesItsCall_markGoesWhenTheCallReturns() {
        chaos.arm(rule("boom").build());
        Injection injection = disturbed();

        injection.callReturns();

        assertThat(MDC.get("chaos")).isNull();
        injection.done();
    }

    /** A target that breaks its promise: the next disturbed call of the thread takes the stale mark along. */
    @Test
    void injectionEndedByAnotherThread_markIsTakenAwayWithTheNext() throws Exception {
        chaos.arm(rule("boom").build());
        Injection injection = disturbed();
        Thread other = new Thread(injection::done);
        other.start();
        other.join(TimeUnit.SECONDS.toMillis(30));

        disturbed().done();

        assertThat(MDC.get("chaos")).isNull();
    }

    /** The filter that docs/observability.md shows. */
    @Test
    void filter_tellsInjectedFailuresFromRealOnes() {
        lines.addFilter(new WithoutInjected());
        chaos.arm(rule("boom").build());

        try {
            point.pass(TestCall.of(chaos));
        } catch (IllegalStateException injected) {
            logger.error("injected", new IllegalArgumentException("wrapped", injected));
        }
        logger.error("real", new IllegalStateException("boom"));

        assertThat(lines.list).extracting(ILoggingEvent::getMessage).containsExactly("real");
    }

    private static final class WithoutInjected extends Filter<ILoggingEvent> {
        @Override
        public FilterReply decide(ILoggingEvent event) {
            boolean injected = event.getThrowableProxy() instanceof ThrowableProxy thrown
                    && InjectedFault.isInjected(thrown.getThrowable());
            return injected ? FilterReply.DENY : FilterReply.NEUTRAL;
        }
    }
}

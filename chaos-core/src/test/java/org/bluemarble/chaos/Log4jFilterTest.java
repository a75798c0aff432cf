package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.filter.AbstractFilter;
import org.junit.jupiter.api.Test;

/** The filter that the documentation shows, in a Log4j 2 of its own. */
class Log4jFilterTest extends EngineTest {

    private static final class WithoutInjected extends AbstractFilter {
        @Override
        public Result filter(LogEvent event) {
            return InjectedFault.isInjected(event.getThrown()) ? Result.DENY : Result.NEUTRAL;
        }
    }

    private static final class Lines extends AbstractAppender {

        private final List<String> lines = new ArrayList<>();

        Lines() {
            super("lines", new WithoutInjected(), null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            lines.add(event.getMessage().getFormattedMessage());
        }
    }

    @Test
    void injectedErrors_areLeftOut_alsoAsACause() {
        chaos.arm(rule("boom").build());
        Throwable injected = catchThrowable(() -> point.pass(TestCall.of(chaos)));
        Lines lines = new Lines();
        try (LoggerContext context = new LoggerContext("log4j-filter-test")) {
            context.start(new DefaultConfiguration());
            lines.start();
            Logger logger = context.getLogger("game.trade");
            logger.setAdditive(false);
            logger.addAppender(lines);

            logger.error("real", new IllegalStateException("real"));
            logger.error("injected", injected);
            logger.error("wrapped", new RuntimeException("trade failed", injected));
            logger.error("no exception");
        }

        assertThat(injected).isNotNull();
        assertThat(lines.lines).containsExactly("real", "no exception");
    }
}

package org.bluemarble.sample.game.economy;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/** How often a database call is tried again. Only fit for calls that may run twice without harm. */
final class DatabaseRetry {
    private static final int MAX_ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    /** Bad data, bad authorisation, bad SQL: the same again will fail the same again. */
    private static final Set<String> HOPELESS_CLASSES = Set.of("22", "23", "28", "3D", "42");

    private DatabaseRetry() {}

    static Retry create(MeterRegistry registry) {
        Retry retry = Retry.of(
                "database",
                RetryConfig.custom()
                        .maxAttempts(MAX_ATTEMPTS)
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE, 3.0, 0.3))
                        .retryOnException(DatabaseRetry::isWorthAnotherTry)
                        .build());
        Counter retries = Counter.builder("game.db.retries")
                .description("database calls tried again")
                .register(registry);
        retry.getEventPublisher().onRetry(event -> retries.increment());
        return retry;
    }

    private static boolean isWorthAnotherTry(Throwable failure) {
        if (!(failure instanceof SQLException sql)) {
            return false;
        }
        String state = sql.getSQLState();
        return state == null || state.length() < 2 || !HOPELESS_CLASSES.contains(state.substring(0, 2));
    }
}

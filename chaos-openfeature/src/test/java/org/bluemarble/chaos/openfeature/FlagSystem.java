package org.bluemarble.chaos.openfeature;

import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.EventProvider;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.ProviderEventDetails;
import dev.openfeature.sdk.Value;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A provider as a flag system's vendor brings one, which a test makes fail, throw or hang. */
final class FlagSystem extends EventProvider {

    private final Map<String, Object> flags = new ConcurrentHashMap<>();
    private volatile RuntimeException thrown;
    private volatile CountDownLatch hanging = new CountDownLatch(0);

    void set(String key, Object value) {
        flags.put(key, value);
        emitProviderConfigurationChanged(ProviderEventDetails.builder().build());
    }

    void remove(String key) {
        flags.remove(key);
        emitProviderConfigurationChanged(ProviderEventDetails.builder().build());
    }

    void throwing(RuntimeException exception) {
        thrown = exception;
    }

    void hang() {
        hanging = new CountDownLatch(1);
    }

    void recover() {
        thrown = null;
        hanging.countDown();
    }

    @Override
    public Metadata getMetadata() {
        return () -> "flag-system";
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(String key, Boolean fallback, EvaluationContext context) {
        return evaluate(key, fallback, Boolean.class);
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(String key, String fallback, EvaluationContext context) {
        return evaluate(key, fallback, String.class);
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(String key, Integer fallback, EvaluationContext context) {
        return evaluate(key, fallback, Integer.class);
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(String key, Double fallback, EvaluationContext context) {
        return evaluate(key, fallback, Double.class);
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String key, Value fallback, EvaluationContext context) {
        return evaluate(key, fallback, Value.class);
    }

    private <T> ProviderEvaluation<T> evaluate(String key, T fallback, Class<T> type) {
        awaitAnswer();
        if (thrown != null) {
            throw thrown;
        }
        Object value = flags.get(key);
        return type.isInstance(value)
                ? ProviderEvaluation.<T>builder().value(type.cast(value)).build()
                : ProviderEvaluation.<T>builder()
                        .value(fallback)
                        .errorCode(value == null ? ErrorCode.FLAG_NOT_FOUND : ErrorCode.TYPE_MISMATCH)
                        .build();
    }

    /** As a client does that swallows interrupts: nothing wakes it but the answer. */
    private void awaitAnswer() {
        boolean answered = false;
        while (!answered) {
            try {
                hanging.await();
                answered = true;
            } catch (InterruptedException ignored) {
                answered = false;
            }
        }
    }
}

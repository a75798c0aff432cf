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

    private final Map<String, Boolean> flags = new ConcurrentHashMap<>();
    private volatile RuntimeException thrown;
    private volatile CountDownLatch hanging = new CountDownLatch(0);

    void set(String key, boolean on) {
        flags.put(key, on);
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
        // As a client does that swallows interrupts: nothing wakes it but the answer.
        boolean answered = false;
        while (!answered) {
            try {
                hanging.await();
                answered = true;
            } catch (InterruptedException ignored) {
                answered = false;
            }
        }
        if (thrown != null) {
            throw thrown;
        }
        Boolean on = flags.get(key);
        return on == null
                ? ProviderEvaluation.<Boolean>builder()
                        .value(fallback)
                        .errorCode(ErrorCode.FLAG_NOT_FOUND)
                        .build()
                : ProviderEvaluation.<Boolean>builder().value(on).build();
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(String key, String fallback, EvaluationContext context) {
        throw new UnsupportedOperationException("booleans only");
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(String key, Integer fallback, EvaluationContext context) {
        throw new UnsupportedOperationException("booleans only");
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(String key, Double fallback, EvaluationContext context) {
        throw new UnsupportedOperationException("booleans only");
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String key, Value fallback, EvaluationContext context) {
        throw new UnsupportedOperationException("booleans only");
    }
}

package org.bluemarble.chaos.openfeature;

import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.EventProvider;
import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.ProviderEventDetails;
import dev.openfeature.sdk.Reason;
import dev.openfeature.sdk.Value;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosEvent;
import org.bluemarble.chaos.Flag;
import org.jspecify.annotations.Nullable;

/**
 * Shows the flags of armed rules to OpenFeature clients: a boolean flag by the name of the rule's id, on while the rule acts.
 * An id that is not armed is no flag, so that a client gets its default. Clients are told of changes. Thread-safe.
 *
 * <pre>{@code
 * OpenFeatureAPI.getInstance().setProvider("chaos", new ChaosFeatureProvider(Chaos.global()));
 * boolean underFire = OpenFeatureAPI.getInstance().getClient("chaos").getBooleanValue("lose-ack", false);
 * }</pre>
 */
public final class ChaosFeatureProvider extends EventProvider {

    private static final String NAME = "bluemarble-chaos";

    /** What clients see of who decides, and how a follower knows flags that come from here. */
    private static final String DECIDED_BY = NAME + "-decided-by";

    private static final Set<ChaosEvent.Kind> CHANGES = Set.of(
            ChaosEvent.Kind.ARMED,
            ChaosEvent.Kind.DISARMED,
            ChaosEvent.Kind.EXPIRED,
            ChaosEvent.Kind.ENABLED,
            ChaosEvent.Kind.DISABLED,
            ChaosEvent.Kind.KILLED,
            ChaosEvent.Kind.FAILED);

    private final Chaos chaos;
    private @Nullable Runnable stopListening;

    /** Shows the flags of one engine. */
    public ChaosFeatureProvider(Chaos chaos) {
        this.chaos = Objects.requireNonNull(chaos, "chaos");
    }

    /** Whether a flag was answered by a provider of this class: to follow it would be to follow oneself. */
    static boolean isOurs(@Nullable ImmutableMetadata metadata) {
        return metadata != null && metadata.getString(DECIDED_BY) != null;
    }

    @Override
    public Metadata getMetadata() {
        return () -> NAME;
    }

    @Override
    public synchronized void initialize(EvaluationContext context) {
        if (stopListening == null) {
            stopListening = chaos.listen(this::changed);
        }
    }

    @Override
    public void shutdown() {
        synchronized (this) {
            if (stopListening != null) {
                stopListening.run();
                stopListening = null;
            }
        }
        super.shutdown();
    }

    private void changed(ChaosEvent event) {
        if (CHANGES.contains(event.kind())) {
            List<String> flags = event.rule() == null ? List.of() : List.of(event.rule());
            // Clients are told on threads of the SDK: whoever arms a rule waits for none of them.
            emitProviderConfigurationChanged(ProviderEventDetails.builder()
                    .flagsChanged(flags)
                    .message(event.text())
                    .build());
        }
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(String key, Boolean fallback, EvaluationContext context) {
        Flag flag = chaos.flags().flag(key).orElse(null);
        if (flag == null) {
            return error(fallback, ErrorCode.FLAG_NOT_FOUND, "no rule '" + key + "' is armed");
        }
        return ProviderEvaluation.<Boolean>builder()
                .value(flag.on())
                .variant(flag.on() ? "on" : "off")
                .reason(Reason.STATIC.toString())
                .flagMetadata(ImmutableMetadata.builder()
                        .addString(DECIDED_BY, flag.decider().actor())
                        .build())
                .build();
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(String key, String fallback, EvaluationContext context) {
        return noBoolean(fallback);
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(String key, Integer fallback, EvaluationContext context) {
        return noBoolean(fallback);
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(String key, Double fallback, EvaluationContext context) {
        return noBoolean(fallback);
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String key, Value fallback, EvaluationContext context) {
        return noBoolean(fallback);
    }

    private static <T> ProviderEvaluation<T> noBoolean(T fallback) {
        return error(fallback, ErrorCode.TYPE_MISMATCH, "the flag of a rule is on or off: ask for a boolean");
    }

    private static <T> ProviderEvaluation<T> error(T fallback, ErrorCode code, String message) {
        return ProviderEvaluation.<T>builder()
                .value(fallback)
                .reason(Reason.ERROR.toString())
                .errorCode(code)
                .errorMessage(message)
                .build();
    }
}

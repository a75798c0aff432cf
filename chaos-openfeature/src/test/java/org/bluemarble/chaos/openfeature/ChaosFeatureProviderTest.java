package org.bluemarble.chaos.openfeature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.OpenFeatureAPI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChaosFeatureProviderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Chaos chaos = Chaos.create("provider");
    private final OpenFeatureAPI api = OpenFeatureAPI.createIsolated();

    private Client client() {
        Chaos.point("openfeature.point");
        api.setProviderAndWait(new ChaosFeatureProvider(chaos));
        return api.getClient();
    }

    @AfterEach
    void close() {
        api.shutdown();
        chaos.close();
    }

    @Test
    void ruleArmedAndSwitched_clientSeesItsFlag() {
        Client client = client();
        assertThat(client.getBooleanValue("slow", true)).as("no rule, no flag").isTrue();
        assertThat(client.getBooleanDetails("slow", true).getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);

        ArmedRule rule = chaos.arm("slow: openfeature.point latency 1ms");

        FlagEvaluationDetails<Boolean> details = client.getBooleanDetails("slow", false);
        assertThat(details.getValue()).isTrue();
        assertThat(details.getVariant()).isEqualTo("on");
        assertThat(details.getErrorCode()).isNull();
        rule.disable();
        assertThat(client.getBooleanValue("slow", true)).isFalse();
        assertThat(client.getBooleanDetails("slow", true).getFlagMetadata().getString("bluemarble-chaos-decided-by"))
                .isEqualTo("api");
    }

    @Test
    void flagChanges_clientIsTold() {
        Client client = client();
        List<List<String>> changes = new CopyOnWriteArrayList<>();
        client.onProviderConfigurationChanged(event -> changes.add(List.copyOf(event.getFlagsChanged())));

        chaos.arm("slow: openfeature.point latency 1ms").disable();

        await("arming and switching are told").atMost(PATIENCE).until(() -> changes.size() == 2);
        assertThat(changes).containsOnly(List.of("slow"));
    }

    @Test
    void askedForAnotherType_answersTheDefaultAndSaysWhy() {
        Client client = client();
        chaos.arm("slow: openfeature.point latency 1ms");

        FlagEvaluationDetails<String> details = client.getStringDetails("slow", "fallback");

        assertThat(details.getValue()).isEqualTo("fallback");
        assertThat(details.getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
        assertThat(client.getIntegerValue("slow", 7)).isEqualTo(7);
        assertThat(client.getDoubleValue("slow", 0.5)).isEqualTo(0.5);
    }
}

package org.bluemarble.chaos.openfeature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.OpenFeatureAPI;
import java.time.Duration;
import java.util.UUID;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosEvent;
import org.bluemarble.chaos.FlagSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenFeatureFlagsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Chaos chaos = Chaos.create("openfeature");
    private final FlagSystem system = new FlagSystem();
    private final OpenFeatureAPI api = OpenFeatureAPI.createIsolated();
    private final String domain = UUID.randomUUID().toString();
    private OpenFeatureFlags flags;

    @BeforeEach
    void follow() {
        Chaos.point("openfeature.point");
        follow(OpenFeatureSettings.DEFAULT.withPeriod(Duration.ofMillis(50)).withPatience(Duration.ofSeconds(5)));
    }

    private void follow(OpenFeatureSettings settings) {
        api.setProviderAndWait(domain, system);
        Client client = api.getClient(domain);
        flags = OpenFeatureFlags.follow(chaos, client, settings);
    }

    @AfterEach
    void close() {
        system.recover();
        flags.close();
        chaos.close();
        api.shutdown();
        await("its threads end")
                .atMost(PATIENCE)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("chaos-openfeature")));
    }

    private ArmedRule arm() {
        return chaos.arm("slow: openfeature.point latency 1ms");
    }

    private static void awaitFlag(ArmedRule rule, boolean on) {
        await("the flag is " + (on ? "on" : "off")).atMost(PATIENCE).until(() -> rule.isEnabled() == on);
    }

    @Test
    void providerDecides_ruleFollowsAndTheAuditNamesIt() {
        system.set("chaos.slow", false);
        ArmedRule rule = arm();
        awaitFlag(rule, false);
        assertThat(rule.flag().decider().source()).isEqualTo(FlagSource.PROVIDER);
        assertThat(chaos.events()).last().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(ChaosEvent.Kind.DISABLED);
            assertThat(event.actor()).isEqualTo("openfeature:" + domain);
        });

        system.set("chaos.slow", true);
        awaitFlag(rule, true);
        system.set("chaos.slow", false);
        awaitFlag(rule, false);
        system.remove("chaos.slow");
        awaitFlag(rule, true);
        await("the provider has let go")
                .atMost(PATIENCE)
                .until(() -> rule.flag().decider().source() == FlagSource.RULE);
    }

    @Test
    void codeHasDecided_providerDoesNotOverrule() {
        ArmedRule rule = arm();
        rule.disable();
        system.set("chaos.slow", true);

        await("the provider was heard")
                .atMost(PATIENCE)
                .until(() -> chaos.events().stream().anyMatch(event -> event.kind() == ChaosEvent.Kind.OVERRULED));

        assertThat(rule.isEnabled()).isFalse();
        rule.release();
        assertThat(rule.isEnabled()).isTrue();
        assertThat(rule.flag().decider().source()).isEqualTo(FlagSource.PROVIDER);
    }

    @Test
    void providerHangs_nothingWaitsAndWhatItHadSwitchedOnIsOffOncePatienceIsOver() {
        system.set("chaos.slow", true);
        ArmedRule rule = chaos.arm("slow: openfeature.point latency 1ms enabled=false");
        awaitFlag(rule, true);

        system.hang();

        awaitFlag(rule, false);
        await("it is told")
                .atMost(PATIENCE)
                .until(() -> chaos.events().stream()
                        .anyMatch(event -> event.kind() == ChaosEvent.Kind.REFUSED
                                && event.text().contains("has not answered for 5s")));
        ArmedRule other = chaos.arm("other: openfeature.point latency 1ms");
        assertThat(other.isEnabled()).as("arming waits for no provider").isTrue();
        system.recover();
        awaitFlag(rule, true);
    }

    @Test
    void providerThrows_lastWordHoldsForAWhileAndThenOffAndItIsToldOnce() {
        system.set("chaos.slow", true);
        ArmedRule rule = chaos.arm("slow: openfeature.point latency 1ms enabled=false");
        awaitFlag(rule, true);

        system.throwing(new IllegalStateException("the flag system is on fire"));

        awaitFlag(rule, false);
        assertThat(chaos.events())
                .filteredOn(event -> event.kind() == ChaosEvent.Kind.REFUSED)
                .singleElement()
                .satisfies(event -> assertThat(event.text())
                        .startsWith("flag 'slow' cannot be asked: GENERAL")
                        .contains("the flag system is on fire"));
        system.recover();
        awaitFlag(rule, true);
    }

    @Test
    void flagOfThatNameIsNoBoolean_isToldAndDecidesNothing() {
        system.set("chaos.slow", "no");
        assertThat(api.getClient(domain).getStringValue("chaos.slow", "")).isEqualTo("no");
        ArmedRule rule = arm();

        await("it is told")
                .atMost(PATIENCE)
                .until(() -> chaos.events().stream().anyMatch(event -> event.kind() == ChaosEvent.Kind.REFUSED));

        assertThat(rule.isEnabled()).isTrue();
        assertThat(rule.flag().decider().source()).isEqualTo(FlagSource.RULE);
    }

    @Test
    void providerFailsFromTheStart_ruleActsAsItsOtherSourcesSay() {
        system.throwing(new IllegalStateException("no network"));
        ArmedRule rule = arm();

        await("it is told")
                .atMost(PATIENCE)
                .until(() -> chaos.events().stream().anyMatch(event -> event.kind() == ChaosEvent.Kind.REFUSED));

        assertThat(rule.isEnabled()).isTrue();
        assertThat(rule.flag().decider().source()).isEqualTo(FlagSource.RULE);
    }

    @Test
    void closedWhileTheProviderHangs_doesNotWaitAndLetsGo() {
        system.set("chaos.slow", false);
        ArmedRule rule = arm();
        awaitFlag(rule, false);
        system.hang();

        flags.close();

        assertThat(rule.isEnabled()).isTrue();
        assertThat(rule.flag().decider().source()).isEqualTo(FlagSource.RULE);
    }

    @Test
    void providerIsOurOwn_decidesNothing() {
        String own = UUID.randomUUID().toString();
        api.setProviderAndWait(own, new ChaosFeatureProvider(chaos));
        try (OpenFeatureFlags loop = OpenFeatureFlags.follow(
                chaos,
                api.getClient(own),
                OpenFeatureSettings.DEFAULT.withPrefix("").withPeriod(Duration.ofMillis(10)))) {
            ArmedRule rule = arm();
            rule.disable();
            rule.release();

            await("some rounds").during(Duration.ofMillis(300)).atMost(PATIENCE).until(rule::isEnabled);
            assertThat(rule.flag().decisions()).hasSize(1);
        }
    }

    @Test
    void settingsOutOfRange_areRefused() {
        assertThatThrownBy(() -> OpenFeatureSettings.DEFAULT.withPeriod(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("period was PT0S but must be at least PT0.01S");
    }
}

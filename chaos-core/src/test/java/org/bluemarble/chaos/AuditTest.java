package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class AuditTest {

    @Test
    void ruleRefused_eventHoldsTheProblemsAndNoClassName() {
        try (Chaos engine = Chaos.create("audit")) {
            engine.killSwitch("maintenance");
            FaultRule rule = FaultRule.named("slow")
                    .at(Chaos.point("audit.test"))
                    .inject(Latency.of(Duration.ofMillis(1)))
                    .build();

            assertThatThrownBy(() -> engine.arm(rule)).isInstanceOf(ChaosConfigurationException.class);

            ChaosEvent refused = engine.events().get(1);
            assertThat(refused.kind()).isEqualTo(ChaosEvent.Kind.REFUSED);
            assertThat(refused.rule()).isEqualTo("slow");
            assertThat(refused.text()).startsWith("rule 'slow': ").contains("maintenance");
        }
    }

    /** Beans are made and taken away by events: an end that came before its beginning would leave one behind. */
    @Test
    void timeToLiveEndsAsSoonAsARuleIsArmed_eventsKeepTheOrderOfTheChanges() throws Exception {
        InjectionPoint point = Chaos.point("audit.order");
        ExecutorService timer = Executors.newFixedThreadPool(2);
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        try (Chaos engine = Chaos.builder("audit-order").clock(new Hasty(timer)).build()) {
            engine.listen(event -> told.add(event.kind() + " " + event.rule()));
            for (int i = 0; i < 2_000; i++) {
                engine.arm(FaultRule.named("rule-" + i)
                        .at(point)
                        .inject(Latency.of(Duration.ofMillis(1)))
                        .build());
            }
            await("all are over").atMost(Duration.ofSeconds(60)).until(() -> told.size() == 4_000);
        } finally {
            timer.shutdownNow();
        }

        for (int i = 0; i < 2_000; i++) {
            assertThat(told.indexOf("ARMED rule-" + i)).isLessThan(told.indexOf("EXPIRED rule-" + i));
        }
    }

    /** The MBean server's listeners ask for the rules, on whatever thread: no lock of the engine may be held meanwhile. */
    @Test
    void listenerAsksFromAnotherThread_isAnswered() {
        ExecutorService other = Executors.newSingleThreadExecutor();
        List<String> answers = new ArrayList<>();
        try (Chaos engine = Chaos.create("audit-lock")) {
            engine.listen(event -> {
                try {
                    answers.add(event.kind() + " "
                            + other.submit(() -> engine.rules().size()).get(60, TimeUnit.SECONDS));
                } catch (InterruptedException | ExecutionException | TimeoutException blocked) {
                    answers.add(event.kind() + " " + blocked);
                }
            });
            FaultRule rule = FaultRule.named("asked")
                    .at(Chaos.point("audit.test"))
                    .inject(Latency.of(Duration.ofMillis(1)))
                    .build();

            ArmedRule armed = engine.arm(rule);
            assertThatThrownBy(() -> engine.arm(rule)).isInstanceOf(ChaosConfigurationException.class);
            assertThatThrownBy(() -> engine.arm("asked: nonsense")).isInstanceOf(ChaosConfigurationException.class);
            armed.disable();
            armed.disarm();
            engine.killSwitch("test");
            engine.reset();
        } finally {
            other.shutdownNow();
        }

        assertThat(answers)
                .startsWith("ARMED 1", "REFUSED 1", "REFUSED 1", "DISABLED 1", "DISARMED 0", "KILLED 0", "RESET 0");
    }

    @Test
    void listenerMakesAChange_isToldOfItNext() {
        try (Chaos engine = Chaos.create("audit-reentrant")) {
            List<ChaosEvent.Kind> told = new ArrayList<>();
            engine.listen(event -> {
                told.add(event.kind());
                if (event.kind() == ChaosEvent.Kind.ARMED) {
                    engine.disarmAll();
                    told.add(null);
                }
            });

            engine.arm(FaultRule.named("brief")
                    .at(Chaos.point("audit.test"))
                    .inject(Latency.of(Duration.ofMillis(1)))
                    .build());

            assertThat(told).containsExactly(ChaosEvent.Kind.ARMED, null, ChaosEvent.Kind.DISARMED);
        }
    }

    @Test
    void clockRefuses_nothingIsHalfArmed() {
        ChaosClock broken = new ChaosClock() {
            private int scheduled;

            @Override
            public Instant now() {
                return Instant.EPOCH;
            }

            @Override
            public Runnable runAfter(Duration delay, Runnable action) {
                if (++scheduled == 2) {
                    throw new IllegalStateException("the simulation is over");
                }
                return () -> {};
            }
        };
        try (Chaos engine = Chaos.builder("audit-half").clock(broken).build()) {
            InjectionPoint point = Chaos.point("audit.half");
            List<FaultRule> rules = List.of(
                    FaultRule.named("one")
                            .at(point)
                            .inject(Latency.of(Duration.ofMillis(1)))
                            .build(),
                    FaultRule.named("two")
                            .at(point)
                            .inject(Latency.of(Duration.ofMillis(1)))
                            .build());

            assertThatThrownBy(() -> engine.armAll(rules)).hasMessage("the simulation is over");

            assertThat(engine.rules()).isEmpty();
            assertThat(point.isArmed()).isFalse();
        }
    }

    /** Ends every rule at once, on another thread. */
    private record Hasty(ExecutorService timer) implements ChaosClock {

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public Runnable runAfter(Duration delay, Runnable action) {
            timer.execute(action);
            return () -> {};
        }
    }
}

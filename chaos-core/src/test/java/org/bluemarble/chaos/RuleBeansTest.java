package org.bluemarble.chaos;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.management.Attribute;
import javax.management.RuntimeMBeanException;
import org.junit.jupiter.api.Test;

/** The bean of each armed rule: it switches, counts, and goes with the rule. */
class RuleBeansTest extends ManagedEngine {

    @Test
    void enabledAttributeWritten_ruleIsSwitchedAndTheChangeIsTheClients() throws Exception {
        engine.registerMBeans(server);
        ArmedRule slow = engine.arm(rule("slow").build());

        server.setAttribute(ruleName("slow"), new Attribute("Enabled", false));
        assertThat(slow.isEnabled()).isFalse();
        assertThat(Chaos.point(POINT).isArmed()).isFalse();
        server.invoke(ruleName("slow"), "enable", null, null);
        assertThat(slow.isEnabled()).isTrue();
        server.invoke(ruleName("slow"), "disable", null, null);
        assertThat(slow.isEnabled()).isFalse();

        assertThat(engine.events())
                .extracting(ChaosEvent::kind, ChaosEvent::actor)
                .containsExactly(
                        tuple(ChaosEvent.Kind.ARMED, "api"),
                        tuple(ChaosEvent.Kind.DISABLED, "jmx"),
                        tuple(ChaosEvent.Kind.ENABLED, "jmx"),
                        tuple(ChaosEvent.Kind.DISABLED, "jmx"));
    }

    @Test
    void ruleDisarmed_itsBeanGoes() throws Exception {
        engine.registerMBeans(server);
        engine.arm(rule("a").build());
        engine.arm(rule("b").build());
        engine.arm(rule("c").build());

        server.invoke(ruleName("a"), "disarm", null, null);
        assertThat(ruleIds()).containsExactlyInAnyOrder("b", "c");
        invoke("disarm", "b");
        assertThat(ruleIds()).containsExactly("c");
        invoke("disarmAll");
        assertThat(ruleIds()).isEmpty();
    }

    @Test
    void ruleArmedBeforeRegistration_hasABean() throws Exception {
        engine.arm(rule("early").build());

        engine.registerMBeans(server);

        assertThat(ruleIds()).containsExactly("early");
    }

    @Test
    void timeToLiveOver_beanGoes() throws Exception {
        engine.registerMBeans(server);
        engine.arm(rule("short").ttl(Duration.ofSeconds(5)).build());
        assertThat(ruleIds()).containsExactly("short");

        await("the rule's bean ends with its ttl")
                .atMost(60, SECONDS)
                .until(() -> ruleIds().isEmpty());

        assertThat(rows("Events")).extracting(event -> event.get("kind")).containsExactly("ARMED", "EXPIRED");
    }

    @Test
    void killSwitchThrown_beansGoAndArmingIsRefusedUntilReset() throws Exception {
        engine.registerMBeans(server);
        engine.arm(rule("slow").build());

        assertThat(invoke("killSwitch", "players complain")).isEqualTo(1);

        assertThat(ruleIds()).isEmpty();
        assertThat(attribute("Killed")).isEqualTo(true);
        assertThat(attribute("KilledReason")).isEqualTo("players complain");
        assertThatThrownBy(() -> engine.arm(rule("slow").build())).hasMessageContaining("players complain");
        invoke("reset");
        assertThat(attribute("Killed")).isEqualTo(false);
        engine.arm(rule("slow").build());
        assertThat(ruleIds()).containsExactly("slow");
    }

    @Test
    void rulesComeAndGoOnManyThreads_beansEndUpAsTheRulesAre() throws Exception {
        engine.registerMBeans(server);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int thread = t;
                work.add(threads.submit(() -> {
                    for (int i = 0; i < 200; i++) {
                        engine.arm(rule("r-" + thread).build());
                        if (i < 199) {
                            engine.disarm("r-" + thread);
                        }
                    }
                }));
            }
            for (Future<?> one : work) {
                one.get(60, SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(ruleIds()).containsExactlyInAnyOrder("r-0", "r-1", "r-2", "r-3");
    }

    @Test
    void idUnknown_refusalIsAPlainExceptionThatNamesTheArmedOnes() throws Exception {
        engine.registerMBeans(server);
        engine.arm(rule("slow").build());

        assertThatThrownBy(() -> invoke("enable", "slwo"))
                .isInstanceOf(RuntimeMBeanException.class)
                .cause()
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("id was 'slwo' but must be that of an armed rule; armed: slow")
                .hasNoCause();
        assertThat(invoke("disarm", "slwo")).isEqualTo(false);
        assertThat(ruleIds()).containsExactly("slow");
    }

    @Test
    void callsDisturbed_countersAndJournalShowThem() throws Exception {
        engine.registerMBeans(server);
        engine.arm(rule("slow").limit(1).build());

        try (var scope =
                ChaosContext.empty().withPlayer("p17").withEngine(engine).open()) {
            Chaos.point(POINT).pass();
            Chaos.point(POINT).pass();
        }
        Chaos.point(POINT).pass();

        assertThat(ruleAttribute("slow", "Selected")).isEqualTo(2L);
        assertThat(ruleAttribute("slow", "Triggered")).isEqualTo(2L);
        assertThat(ruleAttribute("slow", "OverLimit")).isEqualTo(1L);
        assertThat(ruleAttribute("slow", "Injected")).isEqualTo(1L);
        assertThat(ruleAttribute("slow", "Done")).isEqualTo(1L);
        assertThat(ruleAttribute("slow", "OutOfScope")).isEqualTo(1L);
        assertThat(attribute("Injections")).isEqualTo(1L);
        assertThat(rows("Journal")).singleElement().satisfies(injection -> {
            assertThat(injection.get("rule")).isEqualTo("slow");
            assertThat(injection.get("call")).isEqualTo(1L);
            assertThat(injection.get("player")).isEqualTo("p17");
        });
    }
}

package org.bluemarble.chaos.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.bluemarble.chaos.CallAttributes;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosContext;
import org.bluemarble.chaos.InjectionPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChaosMetricsTest {

    private final Chaos chaos = Chaos.create("metrics");
    private final InjectionPoint point = Chaos.point("metrics-test.trade");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ChaosMetrics metrics = new ChaosMetrics(chaos);

    @AfterEach
    void end() {
        metrics.close();
        chaos.close();
        registry.close();
    }

    @Test
    void injections_areCountedByPointFaultRuleAndCohort() {
        metrics.bindTo(registry);
        chaos.arm("boom: metrics-test.trade exception every=2");

        pass(10);

        Counter injections = registry.get("chaos.injections")
                .tags("point", "metrics-test.trade", "fault", "exception", "rule", "boom", "cohort", "none")
                .counter();
        assertThat(injections.count()).isEqualTo(5);
        assertThat(registry.find("chaos.added.latency").timers()).isEmpty();
        assertThat(stage("boom", "selected")).isEqualTo(10);
        assertThat(stage("boom", "injected")).isEqualTo(5);
        assertThat(stage("boom", "done")).isEqualTo(5);
    }

    @Test
    void addedLatency_isWhatCallsReallyWaited() {
        metrics.bindTo(registry);
        chaos.arm("slow: metrics-test.trade latency 5ms limit=3");

        pass(5);

        Timer added = registry.get("chaos.added.latency").tags("rule", "slow").timer();
        assertThat(added.count()).isEqualTo(3);
        assertThat(added.totalTime(TimeUnit.MILLISECONDS)).isGreaterThanOrEqualTo(15);
        assertThat(stage("slow", "over-limit")).isEqualTo(2);
    }

    @Test
    void rulesAndKillSwitch_areGauged() {
        chaos.arm("early: metrics-test.trade exception");
        metrics.bindTo(registry);
        chaos.arm("late: metrics-test.trade exception");

        assertThat(registry.get("chaos.rules.armed").gauge().value()).isEqualTo(2);
        assertThat(registry.get("chaos.kill.switch").gauge().value()).isZero();
        assertThat(stage("early", "selected")).isZero();
        chaos.killSwitch("enough");
        assertThat(registry.get("chaos.rules.armed").gauge().value()).isZero();
        assertThat(registry.get("chaos.kill.switch").gauge().value()).isEqualTo(1);
    }

    /** A scrape comes every quarter of a minute: what a short rule did must be there all the same, and never fall. */
    @Test
    void ruleArmedAgain_countsOn() {
        metrics.bindTo(registry);
        chaos.arm("boom: metrics-test.trade exception");
        pass(3);
        chaos.disarm("boom");
        assertThat(stage("boom", "injected")).isEqualTo(3);

        chaos.arm("boom: metrics-test.trade exception");
        pass(2);

        assertThat(stage("boom", "injected")).isEqualTo(5);
    }

    @Test
    void manyRules_haveABoundedNumberOfTags() {
        metrics.bindTo(registry);
        for (int i = 0; i < ChaosMetrics.MOST_RULES + 50; i++) {
            chaos.arm("rule-" + i + ": metrics-test.trade exception limit=1");
            pass(1);
            if (i >= 20) {
                chaos.disarm("rule-" + i);
            }
        }

        assertThat(rules()).hasSize(ChaosMetrics.MOST_RULES).contains("rule-0", "rule-19", "rule-149");
        assertThat(rules()).doesNotContain("rule-20", "other");
    }

    @Test
    void moreRulesArmedThanTags_countAsOther() {
        metrics.bindTo(registry);
        for (int i = 0; i < ChaosMetrics.MOST_RULES + 5; i++) {
            chaos.arm("rule-" + i + ": metrics-test.trade latency 1ns");
        }

        pass(1);

        assertThat(rules()).hasSize(ChaosMetrics.MOST_RULES + 1).contains("other");
        assertThat(registry.get("chaos.injections")
                        .tags("rule", "other")
                        .counter()
                        .count())
                .isEqualTo(5);
    }

    @Test
    void closed_leavesNothingBehind() {
        metrics.bindTo(registry);
        chaos.arm("slow: metrics-test.trade latency 1ms");
        pass(1);
        assertThat(registry.getMeters()).isNotEmpty();

        metrics.close();
        metrics.close();
        pass(1);

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void prometheus_showsThemInItsSpelling() {
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new ChaosMetrics(chaos, Tags.of("engine", chaos.name())).bindTo(prometheus);
        chaos.arm("slow: metrics-test.trade latency 1ms");

        try (var scope = ChaosContext.current().withPlayer("p17").open()) {
            pass(2);
        }

        assertThat(prometheus.scrape())
                .contains("chaos_injections_total{cohort=\"none\",engine=\"metrics\",fault=\"latency\","
                        + "point=\"metrics-test.trade\",rule=\"slow\"} 2.0")
                .contains("chaos_added_latency_seconds_count{")
                .contains("chaos_calls_total{engine=\"metrics\",rule=\"slow\",stage=\"done\"} 2.0")
                .contains("chaos_rules_armed{engine=\"metrics\"} 1.0")
                .doesNotContain("p17");
        prometheus.close();
    }

    private double stage(String rule, String stage) {
        return registry.get("chaos.calls")
                .tags("rule", rule, "stage", stage)
                .functionCounter()
                .count();
    }

    private Set<String> rules() {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.getTag("rule") != null)
                .map(id -> String.valueOf(id.getTag("rule")))
                .collect(Collectors.toSet());
    }

    private void pass(int calls) {
        for (int i = 0; i < calls; i++) {
            try (var scope = ChaosContext.current().withEngine(chaos).open()) {
                point.pass(CallAttributes.NONE);
            } catch (IllegalStateException injected) {
                assertThat(injected.getSuppressed()).isNotEmpty();
            }
        }
    }
}

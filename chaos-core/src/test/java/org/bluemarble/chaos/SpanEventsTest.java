package org.bluemarble.chaos;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Spans as OpenTelemetry's SDK exports them. */
class SpanEventsTest extends EngineTest {

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final SdkTracerProvider tracing = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exported))
            .build();

    @AfterEach
    void endTracing() {
        tracing.close();
    }

    @Test
    void injection_isAnEventOfTheSpanThatItDisturbs() {
        long problems = InternalProblems.count();
        chaos.arm(rule("slow")
                .inject(Latency.of(Duration.ofMillis(5)))
                .when(Trigger.nth(2))
                .build());
        inSpan("calm", () -> point.pass(TestCall.of(chaos)));
        inSpan("disturbed", () -> {
            try (var scope = ChaosContext.current().withPlayer("p17").open()) {
                point.pass(TestCall.of(chaos));
            }
        });

        assertThat(events("calm")).isEmpty();
        List<EventData> events = events("disturbed");
        assertThat(events).extracting(EventData::getName).containsExactly("chaos.injection", "chaos.injection.end");
        assertThat(events.get(0).getAttributes().asMap())
                .containsEntry(stringKey("chaos.rule"), "slow")
                .containsEntry(stringKey("chaos.point"), point.name())
                .containsEntry(stringKey("chaos.fault"), "latency")
                .containsEntry(stringKey("chaos.phase"), "before")
                .containsEntry(longKey("chaos.call"), 2L)
                .doesNotContainValue("p17");
        assertThat(events.get(1).getAttributes().get(stringKey("chaos.outcome")))
                .isEqualTo("done");
        assertThat(events.get(1).getAttributes().get(longKey("chaos.added_nanos")))
                .isGreaterThanOrEqualTo(Duration.ofMillis(5).toNanos());
        assertThat(InternalProblems.count()).isEqualTo(problems);
    }

    @Test
    void refusedInjection_endsWithItsReason() {
        chaos.arm(rule("boom").build());

        inSpan("refused", () -> {
            Injection refused = disturbed();
            refused.refuse("not on this driver");
            refused.done();
        });

        assertThat(events("refused").get(1).getAttributes().asMap())
                .containsEntry(stringKey("chaos.outcome"), "refused")
                .containsEntry(stringKey("chaos.reason"), "not on this driver");
    }

    @Test
    void outsideOfAnySpan_nothingHappens() {
        long problems = InternalProblems.count();
        chaos.arm(rule("boom").build());

        disturbed().done();

        assertThat(InternalProblems.count()).isEqualTo(problems);
        assertThat(exported.getFinishedSpanItems()).isEmpty();
    }

    private void inSpan(String name, Runnable what) {
        Span span = tracing.get("game").spanBuilder(name).startSpan();
        try (Scope scope = span.makeCurrent()) {
            what.run();
        } finally {
            span.end();
        }
    }

    private List<EventData> events(String span) {
        return exported.getFinishedSpanItems().stream()
                .filter(one -> one.getName().equals(span))
                .findFirst()
                .orElseThrow()
                .getEvents();
    }
}

package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real recordings, read back from their files. */
class FlightRecordsTest extends EngineTest {

    @TempDir
    Path folder;

    @Test
    void injection_isRecordedWithWhatWasDecidedAndHowLongTheCallWaited() throws IOException {
        List<RecordedEvent> injections = recorded("org.bluemarble.chaos.Injection", () -> {
            chaos.arm(rule("slow")
                    .inject(Latency.of(Duration.ofMillis(20)))
                    .when(Trigger.nth(2))
                    .build());
            try (var scope = ChaosContext.current().withPlayer("p17").open()) {
                point.pass(TestCall.of(chaos));
                point.pass(TestCall.of(chaos));
            }
        });

        assertThat(injections).singleElement().satisfies(event -> {
            assertThat(event.getString("engine")).isEqualTo("test");
            assertThat(event.getString("rule")).isEqualTo("slow");
            assertThat(event.getLong("call")).isEqualTo(2);
            assertThat(event.getString("point")).isEqualTo(point.name());
            assertThat(event.getString("phase")).isEqualTo("before");
            assertThat(event.getString("fault")).isEqualTo("latency");
            assertThat(event.getString("decision")).isEqualTo("injected");
            assertThat(event.getString("outcome")).isEqualTo("done");
            assertThat(event.getString("player")).isEqualTo("p17");
            assertThat(event.getDuration("delay")).isEqualTo(Duration.ofMillis(20));
            assertThat(event.getDuration("added")).isGreaterThanOrEqualTo(Duration.ofMillis(20));
            // The recorder estimates how long its ticks are.
            assertThat(event.getDuration()).isGreaterThanOrEqualTo(Duration.ofMillis(15));
            assertThat(event.getStackTrace().getFrames())
                    .anyMatch(frame -> frame.getMethod()
                            .getType()
                            .getName()
                            .equals(getClass().getName()));
        });
    }

    @Test
    void refusedInjection_isRecordedWithItsReason() throws IOException {
        List<RecordedEvent> injections = recorded("org.bluemarble.chaos.Injection", () -> {
            chaos.arm(rule("boom").build());
            Injection refused = disturbed();
            refused.refuse("not on this driver");
            refused.done();
        });

        assertThat(injections).singleElement().satisfies(event -> {
            assertThat(event.getString("outcome")).isEqualTo("refused");
            assertThat(event.getString("reason")).isEqualTo("not on this driver");
        });
    }

    @Test
    void changes_areRecordedInTheirOrder() throws IOException {
        List<RecordedEvent> changes = recorded("org.bluemarble.chaos.Change", () -> {
            chaos.arm(rule("boom").build());
            chaos.disarm("boom");
            chaos.arm(rule("boom").build());
            chaos.killSwitch("enough");
        });

        assertThat(changes)
                .extracting(event -> event.getString("kind"), event -> event.getString("rule"))
                .containsExactly(
                        tuple("armed", "boom"),
                        tuple("disarmed", "boom"),
                        tuple("armed", "boom"),
                        tuple("killed", "boom"),
                        tuple("killed", null));
        assertThat(changes.get(4).getString("text")).isEqualTo("enough");
        assertThat(changes.get(4).getString("actor")).isEqualTo("api");
    }

    /** A jlink image without the flight recorder. */
    @Test
    void withoutFlightRecorder_faultsActAllTheSame() throws IOException, InterruptedException {
        try (ChildJvm server = ChildJvm.withTestClasses(
                UntouchedServer.class, "--limit-modules=java.base,java.management,java.instrument")) {
            assertThat(server.readUntil("done")).containsExactly("injected 1");
        }
    }

    private List<RecordedEvent> recorded(String event, Runnable what) throws IOException {
        Path file = folder.resolve("test.jfr");
        try (Recording recording = new Recording()) {
            recording.enable(event);
            recording.start();
            what.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(one -> one.getEventType().getName().equals(event))
                .toList();
    }
}

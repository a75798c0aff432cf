package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayTest extends EngineTest {

    private static final int CALLS = 200;

    @Test
    void replayedRules_disturbTheSameCallsForTheSameTime() {
        String slow = "slow: " + point.name() + " latency distribution=uniform from=1ms to=9ms probability=20%";
        String boom = "boom: " + point.name() + " exception probability=10% limit=7";
        chaos.arm(slow);
        chaos.arm(boom);
        List<String> recorded = decisions(chaos);

        try (Chaos again = replaying(Recording.of(chaos))) {
            Recording recording = Recording.of(chaos);
            recording.rules().values().forEach(again::arm);

            assertThat(recorded).filteredOn(one -> !one.equals("-")).hasSizeGreaterThan(20);
            assertThat(decisions(again)).isEqualTo(recorded);
            assertThat(differences(again)).isEmpty();
        }
    }

    /** The trigger is not asked: what it depended on, be it the time, need not come back. */
    @Test
    void replayedRule_doesWhatWasRecordedAndNotWhatItsTriggerSays() {
        chaos.arm(rule("boom").when(Trigger.nth(3)).build());
        List<String> recorded = decisions(chaos);

        try (Chaos again = replaying(Recording.of(chaos))) {
            again.arm(rule("boom").when(Trigger.always()).build());

            assertThat(decisions(again)).isEqualTo(recorded);
            assertThat(differences(again)).singleElement().asString().startsWith("rule 'boom' was armed as  boom: ");
        }
    }

    @Test
    void ruleArmedTwice_isReplayedArmingByArming() {
        chaos.arm(rule("boom").when(Trigger.nth(1)).build());
        decisions(chaos);
        chaos.disarm("boom");
        chaos.arm(rule("boom").when(Trigger.nth(5)).build());
        decisions(chaos);

        try (Chaos again = replaying(Recording.of(chaos))) {
            again.arm(rule("boom").when(Trigger.nth(1)).build());
            assertThat(decisions(again).indexOf("boom/1/0")).isZero();
            again.disarm("boom");
            again.arm(rule("boom").when(Trigger.nth(5)).build());
            assertThat(decisions(again).indexOf("boom/5/0")).isEqualTo(4);
            assertThat(differences(again)).isEmpty();

            again.disarm("boom");
            again.arm(rule("boom").build());
            assertThat(decisions(again)).containsOnly("-");
            assertThat(differences(again))
                    .containsExactly(
                            "rule 'boom' was armed more often than in the recording, and so it disturbs nothing");
        }
    }

    @Test
    void whatDoesNotComeBack_isReported() {
        chaos.arm(rule("gone").build());
        chaos.arm(rule("rare")
                .inject(Latency.of(Duration.ofMillis(1)))
                .when(Trigger.every(10))
                .build());
        decisions(chaos);
        Recording recording = Recording.of(chaos);

        try (Chaos again = replaying(recording)) {
            again.arm(recording.rules().get("rare"));
            for (int i = 0; i < 15; i++) {
                decision(again);
            }

            assertThat(differences(again))
                    .containsExactly(
                            "rule 'rare' selected 15 calls, so that 19 calls to be disturbed never came;"
                                    + " the last was to be call 200",
                            "rule 'gone' was not armed, which was to disturb 200 calls");
        }
    }

    @Test
    void entriesThatTheRingNoLongerHas_areReported() {
        chaos.arm(rule("many").build());
        for (int i = 0; i < Journal.CAPACITY + 5; i++) {
            disturbed().done();
        }

        try (Chaos again = replaying(Recording.of(chaos))) {
            assertThat(differences(again)).contains("the recording lacks 5 entries, whose calls pass undisturbed");
        }
    }

    @Test
    void dryRun_isReplayedAsOne() {
        chaos.arm("dry: " + point.name() + " exception dry-run=true probability=50%");
        assertThat(decisions(chaos)).containsOnly("-");
        assertThat(chaos.journal().entries()).isNotEmpty();

        try (Chaos again = replaying(Recording.of(chaos))) {
            Recording.of(chaos).rules().values().forEach(again::arm);

            assertThat(decisions(again)).containsOnly("-");
            assertThat(again.journal().entries())
                    .extracting(JournalEntry::call, JournalEntry::decision)
                    .isEqualTo(chaos.journal().entries().stream()
                            .map(entry -> tuple(entry.call(), entry.decision()))
                            .toList());
            assertThat(differences(again)).isEmpty();
        }
    }

    @Test
    void engineWithoutRecording_replaysNothing() {
        assertThat(chaos.replay()).isEmpty();
    }

    private Chaos replaying(Recording recording) {
        return Chaos.builder("again").clock(clock).replay(recording).build();
    }

    private static List<String> differences(Chaos engine) {
        return engine.replay().orElseThrow().differences();
    }

    private List<String> decisions(Chaos engine) {
        return IntStream.range(0, CALLS).mapToObj(none -> decision(engine)).toList();
    }

    private String decision(Chaos engine) {
        @Nullable Injection injection = point.decide(TestCall.of(engine));
        if (injection == null) {
            return "-";
        }
        injection.done();
        return injection.rule() + "/" + injection.call() + "/" + injection.delayNanos(Phase.BEFORE);
    }
}

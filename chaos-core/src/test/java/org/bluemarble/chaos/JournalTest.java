package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JournalTest extends EngineTest {

    @Test
    void everyDecisionToInject_isEnteredInOrder() {
        chaos.arm(rule("second").when(Trigger.every(2)).build());
        chaos.arm(rule("slow")
                .inject(Latency.of(Duration.ofMillis(1)))
                .phase(Phase.AFTER)
                .when(Trigger.nth(4))
                .build());

        for (int i = 0; i < 5; i++) {
            call();
        }

        assertThat(chaos.journal().entries())
                .extracting(
                        JournalEntry::sequence,
                        JournalEntry::rule,
                        JournalEntry::call,
                        JournalEntry::fault,
                        JournalEntry::phase)
                .containsExactly(
                        tuple(1L, "second", 2L, "exception", Phase.BEFORE),
                        tuple(2L, "second", 4L, "exception", Phase.BEFORE),
                        tuple(3L, "slow", 4L, "latency", Phase.AFTER));
        assertThat(chaos.journal().entriesOf("slow")).singleElement().satisfies(entry -> {
            assertThat(entry.point()).isEqualTo(point.name());
            assertThat(entry.time()).isEqualTo(clock.now());
            assertThat(entry.thread()).isEqualTo(Thread.currentThread().getName());
            assertThat(entry.player()).isNull();
        });
        assertThat(chaos.journal().seed()).isEqualTo(SEED);
    }

    @Test
    void fullRing_keepsTheLatest() {
        chaos.arm(rule("many").build());
        long calls = Journal.CAPACITY + 1_000L;

        for (long i = 0; i < calls; i++) {
            disturbed().done();
        }

        assertThat(chaos.journal().size()).isEqualTo(calls);
        assertThat(chaos.journal().entries())
                .extracting(JournalEntry::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1_001, calls).boxed().toList());
    }

    @Test
    void appendedByEightThreads_nothingIsLostOrDoubled() throws Exception {
        chaos.arm(rule("race").build());

        racers.race(8, () -> {
            for (int i = 0; i < Journal.CAPACITY / 8; i++) {
                disturbed().done();
            }
            return true;
        });

        List<JournalEntry> entries = chaos.journal().entries();
        assertThat(entries).hasSize(Journal.CAPACITY);
        assertThat(entries).extracting(JournalEntry::call).doesNotHaveDuplicates();
        assertThat(entries)
                .extracting(JournalEntry::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, Journal.CAPACITY).boxed().toList());
    }

    @Test
    void wrappedByEightThreads_keepsTheLatest() throws Exception {
        chaos.arm(rule("race").build());

        racers.race(8, () -> {
            for (int i = 0; i < Journal.CAPACITY; i++) {
                disturbed().done();
            }
            return true;
        });

        assertThat(chaos.journal().entries())
                .extracting(JournalEntry::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(7L * Journal.CAPACITY + 1, 8L * Journal.CAPACITY)
                        .boxed()
                        .toList());
    }

    @Test
    void sameSeedAndSameCalls_sameDecisionsAndDelays() {
        assertThat(replay(SEED)).isEqualTo(replay(SEED)).isNotEqualTo(replay(SEED + 1));
    }

    private List<String> replay(long seed) {
        try (Chaos engine =
                Chaos.builder("replay").seed(seed).clock(new SteppedClock()).build()) {
            Latency spread =
                    Latency.of(new Delay.LogNormal(Duration.ofMillis(10), 0.5)).withJitter(Duration.ofMillis(1));
            engine.arm(rule("slow")
                    .inject(spread)
                    .when(Trigger.probability(Probability.ofPercent(20)))
                    .build());
            engine.arm(rule("fail")
                    .when(Trigger.probability(Probability.ofPercent(10)))
                    .limit(30)
                    .build());
            return LongStream.range(0, 1_000)
                    .mapToObj(call -> {
                        Injection injection = point.decide(TestCall.of(engine));
                        return injection == null
                                ? call + " passed"
                                : call + " " + injection + " " + injection.delayNanos(Phase.BEFORE) + " "
                                        + injection.uniform(3);
                    })
                    .toList();
        }
    }
}

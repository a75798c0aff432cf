package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bluemarble.chaos.spi.CallHandler;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.OpenCall;
import org.bluemarble.chaos.spi.WovenCalls;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stack or the memory ends while a decision is made: the call passes, and nothing is lost or counted twice. */
class ShortageTest extends EngineTest {

    private static Error shortage(String which) {
        return which.equals("stack") ? new StackOverflowError(which) : new OutOfMemoryError(which);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stack", "memory"})
    void attributesRunOut_callPassesAndTheRuleStays(String which) {
        ArmedRule rule = chaos.arm(rule("fail").where("player", "mia").build());

        Injection injection = point.decide(new CallAttributes() {
            @Override
            public Object get(AttributeKey key) {
                throw shortage(which);
            }

            @Override
            public Chaos engine() {
                return chaos;
            }
        });

        assertThat(injection).isNull();
        assertThat(rule.isArmed()).isTrue();
        assertThat(rule.counters().injected()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stack", "memory"})
    void observersRunOut_permitIsGivenBackAndTheCallCountsOnce(String which) {
        chaos.observe(injection -> {
            throw shortage(which);
        });
        ArmedRule rule =
                chaos.arm(rule("fail").bounds(Bounds.DEFAULT.withConcurrent(1)).build());

        assertThat(call()).isNull();
        assertThat(call()).as("not refused for the first one's permit").isNull();

        RuleCounters counters = rule.counters();
        assertThat(rule.isArmed()).isTrue();
        assertThat(List.of(counters.selected(), counters.injected(), counters.cancelled(), counters.waiting()))
                .containsExactly(2L, 2L, 2L, 0L);
        assertThat(counters.overConcurrent()).isZero();
        assertThat(counters.done()).isZero();
    }

    /** Whether a thread may be blocked is seen from its whole stack, which takes room and time. */
    @ParameterizedTest
    @CsvSource({"true, 40", "false, 3"})
    void gameRecursesToItsEnd_noPermitIsLost_andItsOwnErrorIsWhatItSees(boolean allowBlocking, int times)
            throws Exception {
        ArmedRule rule = chaos.arm(rule("slow")
                .allowBlocking(allowBlocking)
                .inject(Latency.of(Duration.ofNanos(1)))
                .bounds(Bounds.DEFAULT.withConcurrent(1))
                .build());

        List<Error> seen = new ArrayList<>();
        // A small stack, which is soon used up.
        Thread thread = new Thread(null, () -> recurse(times, seen), "recursing", 256 * 1024);
        thread.start();
        thread.join();

        assertThat(seen).hasSize(times).allMatch(StackOverflowError.class::isInstance);
        RuleCounters counters = rule.counters();
        assertThat(rule.isArmed()).isTrue();
        assertThat(counters.waiting()).isZero();
        assertThat(counters.injected()).isEqualTo(counters.done() + counters.cancelled());
        assertThat(rule.outcomes().of(Outcome.NO_ROOM)).as("calls near the end").isPositive();
        assertThat(disturbed()).isNotNull();
    }

    private void recurse(int times, List<Error> seen) {
        for (int i = 0; i < times; i++) {
            try {
                recurse(0);
            } catch (StackOverflowError end) {
                seen.add(end);
            }
        }
    }

    private int recurse(int depth) {
        point.pass(TestCall.of(chaos));
        return recurse(depth + 1) + 1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"stack", "memory"})
    void handlerOfWovenCodeRunsOut_callPassesAndNothingIsReported(String which) {
        long before = InternalProblems.count();
        int site = WovenCalls.register("ShortageTest", List.of(point), new CallHandler() {
            @Override
            public @Nullable OpenCall enter(@Nullable Object self, @Nullable Object argument) {
                throw shortage(which);
            }

            @Override
            public @Nullable Object replace(@Nullable Object self, @Nullable Object argument) {
                throw shortage(which);
            }
        });
        OpenCall open = new OpenCall() {
            @Override
            public @Nullable Throwable exit(@Nullable Throwable thrown) {
                throw shortage(which);
            }

            @Override
            public @Nullable Object result(@Nullable Object returned) {
                throw shortage(which);
            }
        };

        assertThat(WovenCalls.enter(site, this, "argument")).isNull();
        assertThat(WovenCalls.replaced(site, this, "argument")).isEqualTo("argument");
        assertThat(WovenCalls.exit(open, null)).isNull();
        assertThat(WovenCalls.result(open, "result")).isEqualTo("result");
        assertThat(InternalProblems.count()).isEqualTo(before);
    }
}

package org.bluemarble.chaos.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.Latency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WovenCallsTest {

    private static final InjectionPoint POINT = Chaos.point("woven-test.call");
    private static final InjectionPoint OTHER = Chaos.point("woven-test.other");

    private final Chaos chaos = Chaos.create("woven-test");
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void endEngine() {
        chaos.close();
    }

    private ArmedRule arm(InjectionPoint point) {
        return chaos.arm(FaultRule.named("woven")
                .at(point)
                .inject(Latency.of(Duration.ofMillis(1)))
                .build());
    }

    private int site(CallHandler handler) {
        return WovenCalls.register("WovenCallsTest", List.of(POINT, OTHER), handler);
    }

    private static @Nullable OpenCall call(int site) {
        return WovenCalls.enter(site, "self", "argument");
    }

    @Test
    void onePointArmed_handlerIsAskedWithWhatTheSitePasses() {
        OpenCall open = new Ending(null);
        int site = site((self, argument) -> {
            assertThat(List.of(self, String.valueOf(argument))).containsExactly("self", "argument");
            asked.incrementAndGet();
            return open;
        });

        try (ArmedRule armed = arm(OTHER)) {
            assertThat(call(site)).isSameAs(open);
        }

        assertThat(asked).hasValue(1);
    }

    @Test
    void handlerThrows_isCountedAndTheCallPasses() {
        long before = InternalProblems.count();
        int site = site((self, argument) -> {
            if (asked.getAndIncrement() == 0) {
                throw new IllegalStateException("a bug");
            }
            throw new NoClassDefFoundError("gone");
        });

        try (ArmedRule armed = arm(POINT)) {
            assertThat(call(site)).isNull();
            assertThat(call(site)).isNull();
        }

        assertThat(InternalProblems.count() - before).isEqualTo(2);
    }

    @Test
    void endingThrows_isCountedAndTheCallerSeesTheTargetsOutcome() {
        long before = InternalProblems.count();
        Exception fromTarget = new Exception("the target's own");

        assertThat(WovenCalls.exit(new Ending(new IllegalStateException("a bug")), fromTarget))
                .isSameAs(fromTarget);
        assertThat(WovenCalls.exit(new Ending(new IllegalStateException("a bug")), null))
                .isNull();

        assertThat(InternalProblems.count() - before).isEqualTo(2);
    }

    /** A commit whose body was skipped must not look like one that succeeded. */
    @Test
    void endingOfASkippedCallThrows_callerDoesNotSeeSuccess() {
        IllegalStateException bug = new IllegalStateException("a bug");

        Throwable seen = WovenCalls.exit(
                new SkippingCall() {
                    @Override
                    public Throwable exit(@Nullable Throwable thrown) {
                        throw bug;
                    }
                },
                null);

        assertThat(seen).isSameAs(bug);
    }

    /** A call whose end goes wrong, or leaves the outcome alone. */
    private static final class Ending extends OpenCall {

        private final @Nullable RuntimeException bug;

        Ending(@Nullable RuntimeException bug) {
            this.bug = bug;
        }

        @Override
        public @Nullable Throwable exit(@Nullable Throwable thrown) {
            if (bug != null) {
                throw bug;
            }
            return thrown;
        }
    }
}

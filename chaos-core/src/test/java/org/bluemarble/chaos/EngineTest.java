package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** What tests of the engine share: an engine of their own under a stepped clock, and a point that no other test uses. */
abstract class EngineTest {

    static final long SEED = 20_260_101;

    /** The machine may be busy; what a test waits for usually takes milliseconds. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final SteppedClock clock = new SteppedClock();
    final Chaos chaos = engine("test");
    final InjectionPoint point = Chaos.point("engine-test." + spelled(getClass().getSimpleName()));
    final Racers racers = new Racers();

    @AfterEach
    void endEngine() {
        chaos.close();
        racers.close();
    }

    final Chaos engine(String name) {
        return Chaos.builder(name)
                .seed(SEED)
                .clock(clock)
                .ceiling(Ceiling.DEFAULT.allowing("hang", "crash"))
                .build();
    }

    final FaultRule.Builder rule(String id) {
        return FaultRule.named(id).at(point).inject(new ThrowException(ThrowException.DEFAULT_CLASS, id));
    }

    /** {@return what is decided about a call in the engine's scope; null if it passes} */
    final @Nullable Injection call() {
        return point.decide(TestCall.of(chaos));
    }

    /** {@return the injection of a call that must be disturbed} */
    final Injection disturbed() {
        Injection injection = call();
        assertThat(injection).as("a disturbed call").isNotNull();
        return Objects.requireNonNull(injection);
    }

    private static String spelled(String className) {
        return className.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}

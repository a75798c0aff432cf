package org.bluemarble.chaos;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What tests of pressures share: an engine that may press, and the look at what is left of its threads. */
abstract class PressureBase {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final InjectionPoint POINT = Chaos.point("pressure-test.call");

    final Chaos chaos = Chaos.builder("pressure")
            .ceiling(Ceiling.DEFAULT.allowing("threads", "disk", "deadlock"))
            .build();

    @AfterEach
    void nothingIsLeft() {
        chaos.close();
        await("threads of pressures end").atMost(PATIENCE).until(() -> threads("chaos-pressure-") == 0);
    }

    static long threads(String prefix) {
        Thread[] all = new Thread[Thread.activeCount() * 2 + 5000];
        int count = Thread.currentThread().getThreadGroup().enumerate(all);
        return Arrays.stream(all, 0, count)
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }

    final ArmedRule pressed(String fault) {
        ArmedRule rule = chaos.arm("press: pressure-test.call " + fault);
        POINT.pass(TestCall.of(chaos));
        return rule;
    }

    static void awaitDone(ArmedRule rule) {
        await("the pressure ends").atMost(PATIENCE).until(() -> rule.counters().done() == 1);
    }

    final List<String> refusals() {
        return chaos.events().stream()
                .filter(event -> event.kind() == ChaosEvent.Kind.REFUSED)
                .map(ChaosEvent::text)
                .toList();
    }
}

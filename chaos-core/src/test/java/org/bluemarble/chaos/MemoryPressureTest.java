package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pressures that may bring a JVM down, on JVMs that may. */
class MemoryPressureTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long MEGABYTE = 1 << 20;

    @Test
    void heap_fillsUpToItsShareAndIsGivenBack() throws Exception {
        try (PressedJvm jvm = PressedJvm.start(1024, "-Xmx64m -XX:+UseSerialGC")) {
            long before = jvm.number("heap");
            jvm.ask("arm full: pressed.call heap 80%");

            jvm.ask("call");

            await("the heap fills")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(jvm.number("heap")).isBetween(700L, 800L));
            assertThat(jvm.ask("counters")).isEqualTo("1 1 0 0");
            assertThat(jvm.ask("disarm")).isEqualTo("idle true");
            assertThat(jvm.number("heap")).isLessThan(before + 50);
        }
    }

    @Test
    void heapWithALeakRate_fillsSlowlyAndEndsByItself() throws Exception {
        try (PressedJvm jvm = PressedJvm.start(1024, "-Xmx64m -XX:+UseSerialGC")) {
            long before = jvm.number("heap");
            jvm.ask("arm leak: pressed.call heap 90% rate-mb=4 duration=3s limit=1");

            jvm.ask("call");

            await("it ends").atMost(PATIENCE).until(() -> jvm.ask("counters").equals("1 0 1 0"));
            // It took 12 MB, which are 187. What the first injection loads of logging and tracing stays.
            assertThat(jvm.number("heap")).isLessThan(before + 120);
        }
    }

    @Test
    void twoRulesOnOneHeap_fillItNoFurtherThanTheCap() throws Exception {
        try (PressedJvm jvm = PressedJvm.start(1024, "-Xmx64m -XX:+UseSerialGC")) {
            jvm.ask("arm one: pressed.call heap 95%");
            jvm.ask("arm two: pressed.call heap 95%");

            jvm.ask("call");

            await("the heap fills")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(jvm.number("heap")).isBetween(850L, 955L));
            assertThat(jvm.ask("refusals")).isEmpty();
        }
    }

    @Test
    void directMemory_fillsUpToItsShareAndIsGivenBackAtOnce() throws Exception {
        try (PressedJvm jvm = PressedJvm.start(1024, "-Xmx64m -XX:MaxDirectMemorySize=32m")) {
            jvm.ask("arm full: pressed.call direct-memory 75%");

            jvm.ask("call");

            await("it fills")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(jvm.number("direct")).isBetween(22 * MEGABYTE, 24 * MEGABYTE));
            assertThat(jvm.ask("disarm")).isEqualTo("idle true");
            assertThat(jvm.number("direct")).isLessThan(MEGABYTE);
            assertThat(jvm.ask("refusals")).isEmpty();
        }
    }

    @Test
    void descriptors_areOpenedUpToTheShareAndClosedAgain() throws Exception {
        try (PressedJvm jvm = PressedJvm.start(300, "-Xmx64m")) {
            // The first one opens the libraries that its classes come from, for good.
            jvm.ask("arm first: pressed.call file-descriptors 20%");
            jvm.ask("call");
            await("they are taken").atMost(PATIENCE).until(() -> jvm.number("descriptors") > 55);
            assertThat(jvm.ask("disarm")).isEqualTo("idle true");
            long before = jvm.number("descriptors");
            jvm.ask("arm full: pressed.call file-descriptors 95%");

            jvm.ask("call");

            await("they are taken")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(jvm.number("descriptors")).isBetween(260L, 270L));
            assertThat(jvm.ask("disarm")).isEqualTo("idle true");
            assertThat(jvm.number("descriptors")).isLessThanOrEqualTo(before + 2);
        }
    }

    @Test
    void pause_stopsTheWholeProcessAndEndsByItself() throws Exception {
        try (PressedJvm jvm = PressedJvm.start(1024, "-Xmx64m")) {
            jvm.ask("arm still: pressed.call pause 700ms limit=1");

            jvm.ask("call");

            await("it is over").atMost(PATIENCE).until(() -> jvm.ask("counters").equals("1 0 1 0"));
            assertThat(jvm.number("standstill")).isBetween(600L, 20_000L);
            assertThat(jvm.ask("refusals")).isEmpty();
        }
    }

    @Test
    void jvmEndsUnderPressure_endsInGoodOrder() throws Exception {
        try (PressedJvm jvm = PressedJvm.start(1024, "-Xmx64m")) {
            jvm.ask("arm many: pressed.call threads 50");
            jvm.ask("call");

            assertThat(jvm.end()).isZero();
        }
    }
}

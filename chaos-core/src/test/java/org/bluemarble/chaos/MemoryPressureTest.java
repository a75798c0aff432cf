package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
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
            press(jvm, "full: pressed.call heap 80%");

            awaitBetween(jvm, "heap", 700, 800);
            assertThat(jvm.ask("counters")).isEqualTo("1 1 0 0");
            disarm(jvm);
            assertThat(jvm.number("heap")).isLessThan(before + 50);
        }
    }

    @Test
    void heapWithALeakRate_fillsSlowlyAndEndsByItself() throws Exception {
        try (PressedJvm jvm = PressedJvm.start(1024, "-Xmx64m -XX:+UseSerialGC")) {
            long before = jvm.number("heap");
            press(jvm, "leak: pressed.call heap 90% rate-mb=4 duration=3s limit=1");

            awaitEndByItself(jvm);
            // It took 12 MB, which are 187. What the first injection loads of logging and tracing stays.
            assertThat(jvm.number("heap")).isLessThan(before + 120);
        }
    }

    @Test
    void twoRulesOnOneHeap_fillItNoFurtherThanTheCap() throws Exception {
        try (PressedJvm jvm = PressedJvm.start(1024, "-Xmx64m -XX:+UseSerialGC")) {
            jvm.ask("arm one: pressed.call heap 95%");
            press(jvm, "two: pressed.call heap 95%");

            awaitBetween(jvm, "heap", 850, 955);
            assertThat(jvm.ask("refusals")).isEmpty();
        }
    }

    @Test
    void directMemory_fillsUpToItsShareAndIsGivenBackAtOnce() throws Exception {
        try (PressedJvm jvm = PressedJvm.start(1024, "-Xmx64m -XX:MaxDirectMemorySize=32m")) {
            press(jvm, "full: pressed.call direct-memory 75%");

            awaitBetween(jvm, "direct", 22 * MEGABYTE, 24 * MEGABYTE);
            disarm(jvm);
            assertThat(jvm.number("direct")).isLessThan(MEGABYTE);
            assertThat(jvm.ask("refusals")).isEmpty();
        }
    }

    @Test
    void descriptors_areOpenedUpToTheShareAndClosedAgain() throws Exception {
        try (PressedJvm jvm = PressedJvm.start(300, "-Xmx64m")) {
            // The first one opens the libraries that its classes come from, for good.
            press(jvm, "first: pressed.call file-descriptors 20%");
            awaitBetween(jvm, "descriptors", 56, 300);
            disarm(jvm);
            long before = jvm.number("descriptors");
            press(jvm, "full: pressed.call file-descriptors 95%");

            awaitBetween(jvm, "descriptors", 260, 270);
            disarm(jvm);
            assertThat(jvm.number("descriptors")).isLessThanOrEqualTo(before + 2);
        }
    }

    @Test
    void pause_stopsTheWholeProcessAndEndsByItself() throws Exception {
        try (PressedJvm jvm = PressedJvm.start(1024, "-Xmx64m")) {
            press(jvm, "still: pressed.call pause 700ms limit=1");

            awaitEndByItself(jvm);
            assertThat(jvm.number("standstill")).isBetween(600L, 20_000L);
            assertThat(jvm.ask("refusals")).isEmpty();
        }
    }

    @Test
    void jvmEndsUnderPressure_endsInGoodOrder() throws Exception {
        try (PressedJvm jvm = PressedJvm.start(1024, "-Xmx64m")) {
            press(jvm, "many: pressed.call threads 50");

            assertThat(jvm.end()).isZero();
        }
    }

    private static void press(PressedJvm jvm, String rule) throws IOException {
        jvm.ask("arm " + rule);
        jvm.ask("call");
    }

    private static void awaitBetween(PressedJvm jvm, String resource, long least, long most) {
        await(resource)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(jvm.number(resource)).isBetween(least, most));
    }

    private static void awaitEndByItself(PressedJvm jvm) {
        await("it is over").atMost(PATIENCE).until(() -> jvm.ask("counters").equals("1 0 1 0"));
    }

    private static void disarm(PressedJvm jvm) throws IOException {
        assertThat(jvm.ask("disarm")).isEqualTo("idle true");
    }
}

package org.bluemarble.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The main class of a child JVM that is pressed. It answers each line of its input with one line. */
final class PressedServer {

    private static final InjectionPoint POINT = Chaos.point("pressed.call");

    private final Chaos chaos = Chaos.builder("global")
            .ceiling(Ceiling.DEFAULT.allowing("heap", "direct-memory", "file-descriptors", "threads", "disk", "pause"))
            .buildGlobal();
    private final AtomicLong longestStandstillNanos = new AtomicLong();

    private PressedServer() {}

    public static void main(String[] arguments) throws IOException {
        PressedServer server = new PressedServer();
        Thread heart = new Thread(server::beat, "heart");
        heart.setDaemon(true);
        heart.start();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(server.answer(line));
        }
    }

    private void beat() {
        long last = System.nanoTime();
        while (true) {
            LockSupport.parkNanos(1_000_000);
            long now = System.nanoTime();
            long gap = now - last;
            longestStandstillNanos.accumulateAndGet(gap, Math::max);
            last = now;
        }
    }

    private String answer(String command) throws IOException {
        if (command.startsWith("arm ")) {
            chaos.arm(command.substring(4));
            return "armed";
        }
        return switch (command) {
            case "call" -> {
                POINT.pass();
                yield "called";
            }
            case "counters" -> counters();
            case "disarm" -> disarmed();
            case "refusals" -> refusals();
            case "heap" -> "" + usedPerMille();
            case "direct" -> "" + directBytes();
            case "descriptors" -> "" + descriptors();
            case "standstill" -> "" + longestStandstillNanos.get() / 1_000_000;
            default -> throw new IllegalArgumentException(command);
        };
    }

    private String counters() {
        RuleCounters counters = chaos.rules().get(0).counters();
        return counters.injected() + " " + counters.waiting() + " " + counters.done() + " " + counters.cancelled();
    }

    private String disarmed() {
        ArmedRule rule = chaos.rules().get(0);
        rule.disarm();
        return "idle " + rule.awaitIdle(Duration.ofSeconds(30));
    }

    private String refusals() {
        List<String> texts = chaos.events().stream()
                .filter(event -> event.kind() == ChaosEvent.Kind.REFUSED)
                .map(ChaosEvent::text)
                .toList();
        return String.join("; ", texts);
    }

    /** What lives, in thousandths of the greatest heap. */
    private static long usedPerMille() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) * 1000 / runtime.maxMemory();
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}

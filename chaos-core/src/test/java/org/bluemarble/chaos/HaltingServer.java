package org.bluemarble.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The main class of a child JVM that crashes. Many threads write to files, each write behind a point; what they wrote tells
 * the test who passed a point after the engine had closed it. While the engine says its last words, and all points are
 * closed, this server holds it up for a while, so that those who could pass would.
 */
final class HaltingServer {

    static final String LAST_WORDS = "last-words";
    static final String HOOK = "hook";

    private static final int WRITERS = 6;
    private static final long HELD_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(120);

    private static final InjectionPoint WRITE = Chaos.point("halting.write");
    private static final InjectionPoint SLOW = Chaos.point("halting.slow");
    private static final InjectionPoint HELD = Chaos.point("halting.held");
    private static final InjectionPoint CRASH = Chaos.point("halting.crash");

    private final Path folder;
    private final Chaos chaos = Chaos.builder("global")
            .ceiling(Ceiling.DEFAULT.allowing("crash", "hang"))
            .buildGlobal();
    private final CountDownLatch closed = new CountDownLatch(1);

    private HaltingServer(Path folder) {
        this.folder = folder;
    }

    /** Takes a folder for files and how to end. */
    public static void main(String[] arguments) throws Exception {
        new HaltingServer(Path.of(arguments[0])).run(arguments[1]);
    }

    private void run(String how) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> write(HOOK, "a shutdown hook ran")));
        switch (how) {
            case "pass" -> crashUnderTraffic();
            case "soon" -> crashSoon();
            case "blocked" -> crashWithBlockedError();
            default -> throw new IllegalArgumentException(how);
        }
    }

    private void crashUnderTraffic() throws Exception {
        ArmedRule slow = arm(rule("slow", SLOW).inject(new Hang(Hang.UNTIL_DISARMED)));
        ArmedRule held = arm(rule("held", HELD).inject(new ThrowException(ThrowException.DEFAULT_CLASS, "held")));
        System.setErr(
                new PrintStream(new HoldingUp(System.err, () -> whileClosed(slow)), true, StandardCharsets.UTF_8));
        for (int i = 0; i < WRITERS; i++) {
            begin("writer-" + i, this::writeForEver);
            begin("slow-" + i, name -> {
                SLOW.pass();
                write(name, "a call that waited at a closed point went on");
            });
            begin("held-" + i, this::beginLate);
            begin("new-" + i, this::passNewPoint);
        }
        while (slow.counters().waiting() < WRITERS || held.counters().waiting() < WRITERS) {
            LockSupport.parkNanos(1_000_000);
        }
        arm(rule("crash", CRASH).inject(new Crash(Crash.Moment.FLUSHED)));
        CRASH.pass();
        write("crash", "the crash went on");
    }

    private void writeForEver(String name) {
        while (true) {
            long before = System.nanoTime();
            WRITE.pass();
            write(name, Long.toString(before));
        }
    }

    /** Decides before the gate closes, begins after. */
    private void beginLate(String name) {
        Injection injection = Objects.requireNonNull(HELD.decide(CallAttributes.NONE));
        awaitClosed();
        injection.begin();
        write(name, "a fault that was decided before began at a closed point");
    }

    private void passNewPoint(String name) {
        awaitClosed();
        Chaos.point("halting." + name).pass();
        write(name, "a point that was made after the others had closed was open");
    }

    private void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    /** Runs on the thread that writes the engine's last words. */
    private void whileClosed(ArmedRule slow) {
        write(LAST_WORDS, Long.toString(System.nanoTime()));
        slow.disarm();
        closed.countDown();
        long deadline = System.nanoTime() + HELD_UP_NANOS;
        while (System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(deadline - System.nanoTime());
        }
    }

    private void crashSoon() {
        arm(rule("soon", CRASH).inject(new Crash(Crash.Moment.FLUSHED)));
        Injection injection = Objects.requireNonNull(CRASH.decide(CallAttributes.NONE));
        injection.begin();
        injection.haltSoon();
        write("went-on", "the call went on meanwhile");
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(60));
    }

    /** Nobody reads this process's standard error: a pipe takes 64 kB, then whoever writes waits, holding its lock. */
    private void crashWithBlockedError() throws InterruptedException {
        Thread chatty = new Thread(() -> System.err.println("x".repeat(1_000_000)));
        chatty.setDaemon(true);
        chatty.start();
        chatty.join(500);
        write("blocked", Boolean.toString(chatty.isAlive()));
        arm(rule("crash", CRASH).inject(new Crash(Crash.Moment.FLUSHED)));
        CRASH.pass();
    }

    private static FaultRule.Builder rule(String id, InjectionPoint point) {
        return FaultRule.named(id).at(point).ttl(Duration.ofMinutes(10));
    }

    private ArmedRule arm(FaultRule.Builder rule) {
        return chaos.arm(rule.build());
    }

    private static void begin(String name, java.util.function.Consumer<String> task) {
        Thread thread = new Thread(() -> task.accept(name), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void write(String name, String line) {
        try {
            Files.writeString(folder.resolve(name), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Standard error that holds up whoever writes to it. */
    private static final class HoldingUp extends OutputStream {

        private final OutputStream real;
        private final Runnable first;
        private boolean said;

        HoldingUp(OutputStream real, Runnable first) {
            this.real = real;
            this.first = first;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            real.write(bytes, from, length);
            real.flush();
            if (!said) {
                said = true;
                first.run();
            }
        }
    }
}

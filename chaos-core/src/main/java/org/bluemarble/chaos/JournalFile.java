package org.bluemarble.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An engine's journal and changes in a file, as JSON lines, while they are made: see {@link Chaos#writeJournal}. A thread of
 * its own appends whole lines, several times a second; the call that is disturbed never waits for the disk, except before a
 * crash, whose entry is in the file before the JVM halts. When more is injected than the disk takes, entries are lost, and a
 * line says how many. Thread-safe.
 */
public final class JournalFile implements AutoCloseable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long IDLE_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** A healthy disk takes a few milliseconds; a sick one must not keep the server from crashing. */
    private static final Duration LONGEST_BEFORE_A_CRASH = Duration.ofSeconds(1);

    /** What the JVM was told to do about an OutOfMemoryError may be to exit at once. */
    private static final Set<String> MAY_END_THE_JVM = Set.of("crash", "exit", "out-of-memory");

    private static final Duration LONGEST_AT_CLOSE = Duration.ofSeconds(10);

    private static final Set<JournalFile> OPEN = ConcurrentHashMap.newKeySet();

    private final Chaos engine;
    private final Path file;
    private final FileChannel channel;
    private final JournalWriter writer;
    private final Thread thread;
    private final Runnable stopObserving;
    private final Runnable stopListening;
    private final AtomicLong requested = new AtomicLong();
    private volatile long completed;
    private volatile boolean urgent;
    private volatile boolean closed;

    private JournalFile(Chaos engine, Path file, FileChannel channel, boolean cutShort) {
        this.engine = engine;
        this.file = file;
        this.channel = channel;
        this.writer = new JournalWriter(engine, file, channel, cutShort);
        this.thread = new Thread(null, this::write, "chaos-journal", 0, false);
        thread.setDaemon(true);
        // The opening thread's loader must not be kept alive by a thread that outlives it.
        thread.setContextClassLoader(null);
        this.stopObserving = engine.observe(this::decided);
        this.stopListening = engine.listen(change -> LockSupport.unpark(thread));
    }

    static JournalFile open(Chaos engine, Path file) throws IOException {
        boolean cutShort = Files.exists(file) && Files.size(file) > 0 && !endsWithLine(file);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        JournalFile journal = new JournalFile(engine, file, channel, cutShort);
        OPEN.add(journal);
        journal.thread.start();
        return journal;
    }

    /** A JVM that died while it wrote may have left half a line. */
    private static boolean endsWithLine(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n';
        }
    }

    /** {@return the file} */
    public Path file() {
        return file;
    }

    /** {@return how many entries are missing in the file, because more was injected than the disk took} */
    public long lost() {
        return writer.lost();
    }

    /**
     * Waits until everything that was decided before this call is in the file.
     *
     * @return whether that was so before {@code timeout} passed
     */
    public boolean flush(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        long request = requested.incrementAndGet();
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (completed < request && thread.isAlive() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(this, TimeUnit.MICROSECONDS.toNanos(50));
            // Parking returns at once while the flag is set, so it is taken and given back.
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return completed >= request;
    }

    /** Writes what is left, for ten seconds at most, and ends. Closing twice is harmless. */
    @Override
    public void close() {
        stopObserving.run();
        stopListening.run();
        flush(LONGEST_AT_CLOSE);
        closed = true;
        OPEN.remove(this);
        LockSupport.unpark(thread);
    }

    /** The JVM is about to halt: what other threads decided a moment ago is written, too. */
    static void writeBeforeHalt() {
        long deadline = System.nanoTime() + LONGEST_BEFORE_A_CRASH.toNanos();
        for (JournalFile journal : OPEN) {
            journal.urgent = true;
            journal.flush(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
    }

    private @Nullable InjectionObservation decided(JournalEntry entry) {
        if (entry.decision() == JournalEntry.Decision.INJECTED && MAY_END_THE_JVM.contains(entry.fault())) {
            // Here, and not when it halts: a crash is aimed at a moment, which the disk must not shift.
            urgent = true;
            flush(LONGEST_BEFORE_A_CRASH);
        } else if (entry.sequence() % (Journal.CAPACITY / 4) == 0) {
            LockSupport.unpark(thread);
        }
        return null;
    }

    private void write() {
        boolean last;
        do {
            last = closed;
            long request = requested.get();
            boolean hurry = urgent;
            // Before writing: who asks for haste meanwhile has the next round in haste.
            urgent = false;
            if (writer.writeAll(hurry)) {
                if (hurry) {
                    writer.force();
                }
                completed = request;
            }
            if (!last && requested.get() == request) {
                LockSupport.parkNanos(this, engine.rules().isEmpty() ? IDLE_PAUSE_NANOS : PAUSE_NANOS);
            }
        } while (!last);
        closeFile();
    }

    private void closeFile() {
        try {
            channel.close();
        } catch (IOException unsure) {
            System.err.println("chaos: the journal in " + file + " could not be closed: " + unsure);
        }
    }
}

package org.bluemarble.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bluemarble.chaos.spi.Units;
import org.jspecify.annotations.Nullable;

/**
 * A file that is a kill switch: while it exists, nothing is armed and nothing may be. It is looked at by a thread of its own,
 * five times a second, which exists only while something is armed, or is about to be; a file system that does not answer
 * holds up nobody else. What cannot be looked at counts as existing, and so does a file system that is silent for too long:
 * a switch that may have been thrown has been thrown.
 *
 * <p>Looked at, not watched: a watch service follows a directory, which may not exist yet, be replaced, or be mounted later.
 */
final class SignalFile {

    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private final String name;
    private final Supplier<@Nullable String> look;
    private final RuleBook book;
    private final ChaosClock clock;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private final Condition answered = lock.newCondition();

    /** Guarded by the lock. */
    private boolean running;

    private boolean listening;
    private long asks;

    /** How often something was armed; guarded by the lock. */
    private long watches;

    private long answers;
    private long lookBeganNanos;
    private @Nullable String thrown;

    SignalFile(Path path, RuleBook book, ChaosClock clock) {
        this(path.toString(), () -> look(path), book, clock);
    }

    SignalFile(String name, Supplier<@Nullable String> look, RuleBook book, ChaosClock clock) {
        this.name = name;
        this.look = look;
        this.book = book;
        this.clock = clock;
    }

    /** {@return why nothing may be armed; null if there is no such file} */
    private static @Nullable String look(Path path) {
        try {
            // A link that leads nowhere is there, too: somebody made it.
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return "the signal file " + path + " exists";
        } catch (NoSuchFileException absent) {
            return null;
        } catch (IOException | RuntimeException unreadable) {
            return "the signal file " + path + " cannot be looked at: " + unreadable;
        }
    }

    /** {@return what was found at the last look; null if nothing may hinder arming} */
    @Nullable
    String known() {
        lock.lock();
        try {
            return thrown;
        } finally {
            lock.unlock();
        }
    }

    /** Looks now, and tells why nothing may be armed; waits for a slow file system, but not long. */
    void check(Consumer<String> problem) {
        lock.lock();
        try {
            long mine = ++asks;
            run();
            asked.signal();
            long left = PATIENCE.toNanos();
            while (answers < mine && left > 0) {
                left = answered.awaitNanos(left);
            }
            if (answers < mine) {
                problem.accept("the signal file " + name + " could not be looked at within " + Units.text(PATIENCE)
                        + ", so nothing may be armed until its file system answers");
            } else if (thrown != null) {
                problem.accept(thrown + ", so nothing may be armed until it is gone");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            problem.accept("arming was interrupted while the signal file " + name + " was looked at");
        } finally {
            lock.unlock();
        }
    }

    /** Something was armed: from now on the file is looked at until nothing is. */
    void watch() {
        lock.lock();
        try {
            watches++;
            run();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        if (!running) {
            lookBeganNanos = clock.nanoTime();
            Thread thread = new Thread(null, this::lookAgainAndAgain, "chaos-signal-file", 0, false);
            thread.setDaemon(true);
            // The arming thread's loader must not be kept alive by a thread that outlives it.
            thread.setContextClassLoader(null);
            start(thread);
            // It waits for the lock before it asks.
            running = true;
        }
        if (!listening) {
            listenLater();
            listening = true;
        }
    }

    private void start(Thread thread) {
        try {
            thread.start();
        } catch (OutOfMemoryError none) {
            throw new IllegalStateException(
                    "the signal file " + name + " cannot be looked at: the system grants no more threads ("
                            + none.getMessage() + ")",
                    none);
        }
    }

    private void lookAgainAndAgain() {
        boolean goesOn = true;
        while (goesOn) {
            long asked = beginLooking();
            String found = look.get();
            if (found != null) {
                // Before those who ask are answered, and outside the lock: listeners are told.
                book.signalled(found);
            }
            if (answer(asked, found)) {
                book.signalGone(name);
            }
            goesOn = pause();
        }
    }

    private long beginLooking() {
        lock.lock();
        try {
            lookBeganNanos = clock.nanoTime();
            return asks;
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether the file was there and is gone} */
    private boolean answer(long asked, @Nullable String found) {
        lock.lock();
        try {
            String former = thrown;
            thrown = found;
            answers = asked;
            answered.signalAll();
            return former != null && found == null;
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether there is a reason to look again: somebody asks, or something is armed} */
    // Woken for no reason, it looks a little earlier.
    @SuppressWarnings("WaitNotInLoop")
    private boolean pause() {
        long seen = watches();
        boolean idle = book.all().isEmpty();
        lock.lock();
        try {
            if (asks != answers || watches != seen) {
                // What was armed since the rules were looked at relies on this thread.
                return true;
            }
            running = !idle;
            if (running) {
                long unused = asked.awaitNanos(INTERVAL_NANOS);
            }
            return running;
        } catch (InterruptedException notOurs) {
            // Nobody has a reason to interrupt this thread; whoever does gets a look a little earlier.
            return true;
        } finally {
            lock.unlock();
        }
    }

    private long watches() {
        lock.lock();
        try {
            return watches;
        } finally {
            lock.unlock();
        }
    }

    private void listenLater() {
        // Nothing to cancel: it ends by itself when the looking does.
        Runnable unused = clock.runAfter(LONGEST_SILENCE, this::listen);
    }

    /** Runs on the clock's thread, which no file system can hold up. */
    private void listen() {
        boolean silent;
        lock.lock();
        try {
            if (!running) {
                listening = false;
                return;
            }
            silent = clock.nanoTime() - lookBeganNanos >= LONGEST_SILENCE.toNanos();
            listenLater();
        } finally {
            lock.unlock();
        }
        if (silent) {
            book.signalled("the signal file " + name + " could not be looked at for " + Units.text(LONGEST_SILENCE));
        }
    }
}

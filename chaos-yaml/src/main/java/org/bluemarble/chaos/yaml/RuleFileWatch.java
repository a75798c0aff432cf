package org.bluemarble.chaos.yaml;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.spi.InternalProblems;

/**
 * Keeps an engine as a rule file says while the file changes: arms what is new in it, disarms what is gone, arms anew what
 * has changed, switches flags, and leaves everything else alone. A rule that has ended meanwhile, by its time to live or by
 * somebody's hand, stays ended until the file says something else of it.
 *
 * <p>The file may be replaced as a whole (a rename, a mounted ConfigMap whose symbolic link is swapped) or written over in
 * place; it counts once it was read twice alike, half a second apart. One that cannot be read, or holds a rule that is
 * refused, changes nothing and is told once. One that is gone takes its rules and its say in flags with it.
 *
 * <p>One daemon thread for each watch: a file system that hangs holds up nothing but the watching. Thread-safe.
 */
public final class RuleFileWatch implements AutoCloseable {

    /** Two looks make a change count: a person who saves a file sees it followed within about a second. */
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final WatchedFile file;
    private final Path path;
    private final Consumer<String> told;
    private final CountDownLatch closed = new CountDownLatch(1);

    private RuleFileWatch(Chaos chaos, Path path, Consumer<String> told) {
        this.file = new WatchedFile(chaos, path);
        this.path = path;
        this.told = told;
    }

    /**
     * Reads the file, does what it says, and follows it from then on. Says on standard error what it does.
     *
     * @param path the file, which need not exist yet
     */
    public static RuleFileWatch start(Chaos chaos, Path path) {
        return start(chaos, path, line -> System.err.println("chaos: " + line));
    }

    /**
     * Reads the file, does what it says, and follows it from then on.
     *
     * @param path the file, which need not exist yet
     * @param told takes what was done, and why a file cannot be used; a few lines each
     */
    public static RuleFileWatch start(Chaos chaos, Path path, Consumer<String> told) {
        RuleFileWatch watch = new RuleFileWatch(
                Objects.requireNonNull(chaos, "chaos"),
                Objects.requireNonNull(path, "path"),
                Objects.requireNonNull(told, "told"));
        watch.tell(watch.file.first(watch.file.look()));
        Thread thread = new Thread(null, watch::follow, "chaos-watch", 0, false);
        thread.setDaemon(true);
        // Exceptions of the game server's own classes are looked up through it.
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        return watch;
    }

    private void follow() {
        try {
            while (!closed.await(PERIOD.toNanos(), TimeUnit.NANOSECONDS)) {
                look();
            }
        } catch (InterruptedException asked) {
            // Nobody has this thread but we; whoever interrupts it wants it gone.
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            // Without the lock: closing must not wait for a file system that hangs.
            WatchedFile.Look now = file.look();
            tell(taken(now));
        } catch (RuntimeException bug) {
            InternalProblems.report("a change of " + path + " is not followed", bug);
        }
    }

    private WatchedFile.Outcome taken(WatchedFile.Look now) {
        synchronized (file) {
            return closed.getCount() == 0 ? new WatchedFile.Outcome.Unchanged() : file.again(now);
        }
    }

    private void tell(WatchedFile.Outcome outcome) {
        if (outcome instanceof WatchedFile.Outcome.Refused refused) {
            told.accept("nothing is changed: " + refused.problem());
        } else if (outcome instanceof WatchedFile.Outcome.Missing missing) {
            told.accept(path + " is not there; it is followed as soon as it is" + disarmed(missing.disarmed()));
        } else if (outcome instanceof WatchedFile.Outcome.Followed followed
                && !(followed.armed().isEmpty() && followed.disarmed().isEmpty())) {
            told.accept("as " + path + " says: "
                    + (followed.armed().isEmpty() ? "nothing armed" : "armed: " + String.join(", ", followed.armed()))
                    + disarmed(followed.disarmed()));
        }
    }

    private static String disarmed(List<String> ids) {
        return ids.isEmpty() ? "" : "; disarmed: " + String.join(", ", ids);
    }

    /** Ends the watching and takes back what the file said: its rules are disarmed. May be done twice. */
    @Override
    public void close() {
        closed.countDown();
        synchronized (file) {
            file.end();
        }
    }
}

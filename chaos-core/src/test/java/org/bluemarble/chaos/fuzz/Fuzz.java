package org.bluemarble.chaos.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.ChaosConfigurationException;

/**
 * Gives a reader texts that are nearly right: whatever it is given, it reads it or refuses it with a
 * {@link ChaosConfigurationException}, and soon. The seed is fixed, so that a build finds today what it found yesterday;
 * {@code -Dfuzz.seed=7} goes elsewhere, {@code -Dfuzz.seed=random} somewhere else each time, and prints where. Public for
 * the other modules' tests.
 */
public final class Fuzz {

    private static final long SEED = 20_261;

    /**
     * Processor time for one text: ordinary ones take a hundredth of a millisecond, and a second is more than a garbage
     * collection or a class that is loaded takes. What would go on for hours is stopped, too.
     */
    private static final long MOST_CPU_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** For what waits instead of working; generous, since the machine may be busy. */
    private static final long MOST_WAITING_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Reader reader;
    private final NearlyRight texts;
    private final String name;
    private final int count;

    private volatile String text = "";
    private volatile long beganNanos;
    private volatile long beganCpuNanos;
    private volatile Throwable bug;
    private int read;
    private int refused;

    /** What is given texts. */
    public interface Reader {

        /** Reads a text, or refuses it. */
        void read(String text) throws Exception;
    }

    private Fuzz(String what, long seed, List<String> right, int count, Reader reader) {
        this.reader = reader;
        this.texts = new NearlyRight(seed, right);
        this.name = what + ", seed " + seed;
        this.count = count;
    }

    /**
     * Runs a reader on many texts.
     *
     * @param what is read, for messages
     * @param right texts that are right, or nearly, which all others are made of
     */
    public static void reading(String what, List<String> right, int count, Reader reader) {
        String asked = System.getProperty("fuzz.seed", String.valueOf(SEED));
        long seed = asked.equals("random") ? new SplittableRandom().nextLong() : Long.parseLong(asked);
        System.out.println("fuzzing " + what + " with seed " + seed);
        new Fuzz(what, seed, right, count, reader).run();
    }

    private void run() {
        beganNanos = System.nanoTime();
        Thread worker = new Thread(this::readAll, "fuzz");
        worker.setDaemon(true);
        worker.start();
        while (worker.isAlive()) {
            watch(worker);
        }
        if (bug != null) {
            fail(name + ": " + bug + ", text: " + text, bug);
        }
        // Both must occur, or the changes to the texts prove nothing.
        assertThat(read).as("read of " + name).isPositive();
        assertThat(refused).as("refused of " + name).isPositive();
    }

    /** Fails where one text takes too long; the thread is left behind, since nothing can stop it. */
    private void watch(Thread worker) {
        try {
            worker.join(100);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            fail("interrupted", hurry);
        }
        long began = beganNanos;
        long cpu = THREADS.getThreadCpuTime(worker.getId());
        if (cpu - beganCpuNanos > MOST_CPU_NANOS && began == beganNanos
                || System.nanoTime() - began > MOST_WAITING_NANOS) {
            String at = List.of(worker.getStackTrace()).toString();
            if (began == beganNanos) {
                fail(name + ", takes too long at " + at + ", text: " + text);
            }
        }
    }

    private void readAll() {
        for (int i = 0; i < count && bug == null; i++) {
            text = texts.next();
            beganCpuNanos = THREADS.getCurrentThreadCpuTime();
            beganNanos = System.nanoTime();
            readOne();
        }
    }

    private void readOne() {
        try {
            reader.read(text);
            read++;
        } catch (ChaosConfigurationException refusal) {
            refused++;
            if (refusal.problems().isEmpty()) {
                bug = refusal;
            }
        } catch (Exception | Error wrong) {
            bug = wrong;
        }
    }
}

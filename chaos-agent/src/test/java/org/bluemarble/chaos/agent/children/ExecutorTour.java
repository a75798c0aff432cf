package org.bluemarble.chaos.agent.children;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.bluemarble.chaos.ChaosContext;

/** Hands work to every executor of the JDK in the context of a player, and prints for whom each was done. */
public final class ExecutorTour {

    private static final long PATIENCE_SECONDS = 60;
    private static final Callable<String> ASK = ExecutorTour::player;

    private ExecutorTour() {}

    private static String player() {
        return String.valueOf(ChaosContext.current().player());
    }

    private static void say(String way, Object seen) {
        System.out.println(way + " " + seen);
    }

    /** Prints one line for each way. */
    public static void main(String[] arguments) throws Exception {
        ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
        tour("pool", pool);
        tour("fork-join", new ForkJoinPool(1));
        ScheduledExecutorService scheduled = Executors.newScheduledThreadPool(1);
        tour("scheduled", scheduled);
        scheduledTour();
        if (Runtime.version().feature() >= 21) {
            ExecutorService virtual = (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
            tour("virtual", virtual);
        }
        futures();
        queues();
        System.out.println("end " + player());
    }

    private static void tour(String name, ExecutorService executor) throws Exception {
        AtomicReference<String> executed = new AtomicReference<>();
        try (ChaosContext.Scope scope = ChaosContext.empty().withPlayer("p17").open()) {
            say(name + ".submit", executor.submit(ASK).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            executor.submit(() -> executed.set(player())).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            say(name + ".submit-runnable", executed.getAndSet("nothing"));
            say(name + ".invokeAll", executor.invokeAll(List.of(ASK)).get(0).get());
            say(name + ".invokeAny", executor.invokeAny(List.of(ASK)));
            say(name + ".execute", executed(executor));
            say(
                    name + ".supplyAsync",
                    CompletableFuture.supplyAsync(ExecutorTour::player, executor)
                            .get());
        }
        say(name + ".afterwards", executor.submit(ASK).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        executor.shutdown();
        executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static String executed(Executor executor) throws InterruptedException {
        AtomicReference<String> executed = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        executor.execute(() -> {
            executed.set(player());
            done.countDown();
        });
        return done.await(PATIENCE_SECONDS, TimeUnit.SECONDS) ? executed.get() : "late";
    }

    private static void scheduledTour() throws Exception {
        ScheduledExecutorService scheduled = Executors.newScheduledThreadPool(1);
        CountDownLatch twice = new CountDownLatch(2);
        AtomicReference<String> seen = new AtomicReference<>("");
        try (ChaosContext.Scope scope = ChaosContext.empty().withPlayer("p17").open()) {
            say("schedule", scheduled.schedule(ASK, 1, TimeUnit.MILLISECONDS).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            scheduled.scheduleAtFixedRate(
                    () -> {
                        seen.updateAndGet(former -> twice.getCount() == 0 ? former : former + player());
                        twice.countDown();
                    },
                    1,
                    1,
                    TimeUnit.MILLISECONDS);
        }
        twice.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        say("scheduleAtFixedRate", seen.get());
        scheduled.shutdownNow();
    }

    /** Callbacks run on the thread that completes the future, which works for somebody else. */
    private static void futures() throws Exception {
        CompletableFuture<String> source = new CompletableFuture<>();
        // Of its own: the thread that handles it asynchronously would help the others' source to run its callbacks.
        CompletableFuture<String> other = new CompletableFuture<>();
        CompletableFuture<String> applied;
        CompletableFuture<String> handled;
        CompletableFuture<String> combined;
        AtomicReference<String> last = new AtomicReference<>();
        CompletableFuture<Void> accepted;
        try (ChaosContext.Scope scope = ChaosContext.empty().withPlayer("p17").open()) {
            applied = source.thenApply(value -> player());
            handled = other.handleAsync((value, thrown) -> player());
            combined = source.thenCombine(applied, (one, two) -> player());
            accepted = source.thenAccept(value -> last.set(player()));
        }
        try (ChaosContext.Scope scope = ChaosContext.empty().withPlayer("p99").open()) {
            source.complete("now");
            other.complete("now");
            say("completer", player());
        }
        accepted.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        say("thenApply", applied.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        say("handleAsync", handled.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        say("thenCombine", combined.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        say("thenAccept", last.get());
    }

    /** A task with a class of its own, which a pool's own code may know. */
    private record Job(int priority, CountDownLatch done) implements Runnable, Comparable<Job> {

        @Override
        public void run() {
            done.countDown();
        }

        @Override
        public int compareTo(Job other) {
            return Integer.compare(priority, other.priority);
        }
    }

    /** Tasks that wait are found, taken out and given back as they were handed over. */
    private static void queues() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch began = new CountDownLatch(1);
        AtomicReference<Object> rejected = new AtomicReference<>();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(2), (task, executor) -> rejected.set(task));
        ThreadPoolExecutor sorted = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>());
        CountDownLatch jobs = new CountDownLatch(3);
        Runnable first = () -> {};
        Runnable second = new Job(1, jobs);
        Runnable third = () -> {};
        try (ChaosContext.Scope scope = ChaosContext.empty().withPlayer("p17").open()) {
            pool.execute(() -> {
                began.countDown();
                await(busy);
            });
            await(began);
            pool.execute(first);
            pool.execute(second);
            pool.execute(third);
            for (int i = 0; i < 3; i++) {
                sorted.execute(new Job(i, jobs));
            }
        }
        say("rejected", rejected.get() == third);
        say("removed", pool.remove(first));
        say("given-back", pool.shutdownNow().equals(List.of(second)));
        say("sorted", jobs.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        busy.countDown();
        sorted.shutdown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException shutDown) {
            Thread.currentThread().interrupt();
        }
    }
}

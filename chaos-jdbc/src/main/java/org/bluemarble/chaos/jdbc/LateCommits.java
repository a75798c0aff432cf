package org.bluemarble.chaos.jdbc;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.jdbc.driver.KeptSession;
import org.bluemarble.chaos.spi.InternalProblems;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that were kept, until they commit: when their time comes, when enough calls have passed, or at once when the
 * rule ends. Nothing is left open: the latest time is bounded.
 */
final class LateCommits {

    private static final Set<Pending> PENDING = ConcurrentHashMap.newKeySet();
    private static final ScheduledThreadPoolExecutor EXECUTOR = executor();

    private LateCommits() {}

    static void schedule(KeptSession kept, JdbcFaults.LateCommit fault, Injection injection) {
        Pending pending = new Pending(kept, injection, fault.calls());
        PENDING.add(pending);
        ScheduledFuture<?> timer = EXECUTOR.schedule(pending, fault.delay().toNanos(), TimeUnit.NANOSECONDS);
        pending.cancelWhenRun(timer);
        // Runs on the thread that ends the rule, which must not wait for a server.
        injection.onCancel(() -> EXECUTOR.execute(pending));
    }

    /** A call passes a point: sessions that waited for it commit. */
    static void callPassed(InjectionPoint point) {
        for (Pending pending : PENDING) {
            if (pending.isDueAfterCall(point)) {
                EXECUTOR.execute(pending);
            }
        }
    }

    private static ScheduledThreadPoolExecutor executor() {
        // One thread for each that waits for a server would be better than one for all, but a dozen sessions at once is
        // more than any scenario keeps, and each waits for one round trip.
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(4, LateCommits::thread);
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(1, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "chaos-late-commit", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /** One session that waits. */
    private static final class Pending implements Runnable {

        private final KeptSession kept;
        private final Injection injection;
        private final boolean counts;
        private final AtomicLong callsLeft;
        private final AtomicBoolean committed = new AtomicBoolean();
        private volatile @Nullable ScheduledFuture<?> timer;

        Pending(KeptSession kept, Injection injection, long calls) {
            this.kept = kept;
            this.injection = injection;
            this.counts = calls > 0;
            this.callsLeft = new AtomicLong(calls);
        }

        boolean isDueAfterCall(InjectionPoint point) {
            return counts && point == injection.point() && callsLeft.decrementAndGet() == 0;
        }

        void cancelWhenRun(ScheduledFuture<?> scheduled) {
            timer = scheduled;
        }

        @Override
        public void run() {
            if (!committed.compareAndSet(false, true)) {
                return;
            }
            PENDING.remove(this);
            ScheduledFuture<?> scheduled = timer;
            if (scheduled != null) {
                // Committed early: the executor need not hold on to the session until its time.
                scheduled.cancel(false);
            }
            try (kept) {
                KeptSession.Ending ending = kept.commit();
                if (ending != KeptSession.Ending.COMMITTED) {
                    injection.refuse("the kept transaction had failed before, so its late commit rolled back");
                }
            } catch (SQLException lost) {
                // The server may have ended the session, or died, before the time came: then there was no late commit.
                injection.refuse("the kept session could not commit: " + lost);
            } catch (RuntimeException bug) {
                InternalProblems.report("a kept session was not committed", bug);
                injection.spare();
            } finally {
                injection.done();
            }
        }
    }
}

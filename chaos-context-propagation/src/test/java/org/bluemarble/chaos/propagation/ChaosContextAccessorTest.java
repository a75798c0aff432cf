package org.bluemarble.chaos.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.ChaosContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChaosContextAccessorTest {

    private static final ChaosContext P17 =
            ChaosContext.empty().withPlayer("p17").withOperation("trade");

    private final ContextSnapshotFactory snapshots =
            ContextSnapshotFactory.builder().build();
    private final ExecutorService pool = Executors.newFixedThreadPool(1);

    @AfterEach
    void endPool() throws InterruptedException {
        pool.shutdownNow();
        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    private <T> T onThePool(Callable<T> task) throws Exception {
        return pool.submit(task).get(60, TimeUnit.SECONDS);
    }

    @Test
    void snapshot_carriesTheContext_andLeavesNoneBehind() throws Exception {
        ContextSnapshot snapshot;
        try (ChaosContext.Scope scope = P17.open()) {
            snapshot = snapshots.captureAll();
        }

        assertThat(onThePool(snapshot.wrap(ChaosContext::current))).isSameAs(P17);
        assertThat(onThePool(ChaosContext::current)).isSameAs(ChaosContext.empty());
    }

    @Test
    void snapshotWithoutAContext_disturbsNone() {
        ContextSnapshot snapshot = snapshots.captureAll();

        try (ChaosContext.Scope scope = P17.open()) {
            try (ContextSnapshot.Scope other = snapshot.setThreadLocals()) {
                assertThat(ChaosContext.current()).isSameAs(P17);
            }
            assertThat(ChaosContext.current()).isSameAs(P17);
        }
    }

    @Test
    void nestedSnapshots_bringTheFormerContextBack() {
        ChaosContext p18 = ChaosContext.empty().withPlayer("p18");
        ContextSnapshot inner;
        try (ChaosContext.Scope scope = p18.open()) {
            inner = snapshots.captureAll();
        }

        try (ChaosContext.Scope scope = P17.open()) {
            try (ContextSnapshot.Scope first = inner.setThreadLocals()) {
                assertThat(ChaosContext.current()).isSameAs(p18);
                try (ContextSnapshot.Scope second = inner.setThreadLocals()) {
                    assertThat(ChaosContext.current()).isSameAs(p18);
                }
                assertThat(ChaosContext.current()).isSameAs(p18);
            }
            assertThat(ChaosContext.current()).isSameAs(P17);
        }
        assertThat(ChaosContext.current()).isSameAs(ChaosContext.empty());
    }

    @Test
    void executorOfMicrometers_carriesTheContext() throws Exception {
        ExecutorService carrying = ContextExecutorService.wrap(pool, snapshots::captureAll);

        try (ChaosContext.Scope scope = P17.open()) {
            assertThat(carrying.submit(ChaosContext::current).get(60, TimeUnit.SECONDS))
                    .isSameAs(P17);
        }
        assertThat(onThePool(ChaosContext::current)).isSameAs(ChaosContext.empty());
    }
}

package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.bluemarble.chaos.pressure.RegisteredLocks;
import org.junit.jupiter.api.Test;

/** Locks of the server that are held, or held crosswise. */
class LockPressureTest extends PressureBase {

    @Test
    void contention_holdsTheLockAgainAndAgain() throws Exception {
        ReentrantLock vault = RegisteredLocks.register("test-vault", new ReentrantLock());
        ArmedRule rule = pressed("contention test-vault hold=20ms gap=5ms");
        for (int i = 0; i < 3; i++) {
            await("it is held")
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(PATIENCE)
                    .until(vault::isLocked);
            await("it is free")
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(PATIENCE)
                    .until(() -> !vault.isLocked());
        }

        rule.disarm();

        assertThat(rule.awaitIdle(PATIENCE)).isTrue();
        assertThat(vault.tryLock(1, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void contentionOfAMonitor_holdsIt() {
        Object monitor = RegisteredLocks.register("test-monitor", new Object());
        ArmedRule rule = pressed("contention test-monitor hold=10s");
        var bean = ManagementFactory.getThreadMXBean();
        await("it is held")
                .atMost(PATIENCE)
                .until(() -> Arrays.stream(bean.dumpAllThreads(true, false))
                        .filter(info -> info.getThreadName().startsWith("chaos-pressure-press"))
                        .anyMatch(info -> info.getLockedMonitors().length > 0));

        rule.disarm();

        assertThat(rule.awaitIdle(PATIENCE)).isTrue();
        synchronized (monitor) {
            assertThat(rule.counters().cancelled()).isEqualTo(1);
        }
    }

    @Test
    void deadlock_isReal_andEndsWithItsRule() throws Exception {
        ReentrantLock bank = RegisteredLocks.register("test-bank", new ReentrantLock());
        ReentrantLock guild = RegisteredLocks.register("test-guild", new ReentrantLock());
        ArmedRule rule = pressed("deadlock lock=test-bank other=test-guild");
        await("the JVM sees it")
                .atMost(PATIENCE)
                .until(() -> ManagementFactory.getThreadMXBean().findDeadlockedThreads() != null);
        assertThat(bank.tryLock()).isFalse();
        assertThat(guild.tryLock()).isFalse();

        rule.disarm();

        assertThat(rule.awaitIdle(PATIENCE)).isTrue();
        assertThat(bank.tryLock(1, TimeUnit.SECONDS)).isTrue();
        assertThat(guild.tryLock(1, TimeUnit.SECONDS)).isTrue();
        assertThat(ManagementFactory.getThreadMXBean().findDeadlockedThreads()).isNull();
    }

    @Test
    void deadlockOfAMonitor_isRefused() {
        Object monitor = RegisteredLocks.register("test-monitor", new Object());
        ReentrantLock bank = RegisteredLocks.register("test-bank", new ReentrantLock());
        ArmedRule rule = pressed("deadlock lock=test-monitor other=test-bank");

        await("it is refused").atMost(PATIENCE).until(() -> rule.counters().cancelled() == 1);
        assertThat(refusals().get(0))
                .startsWith("lock was 'test-monitor', a monitor, but must be a java.util.concurrent");
        assertThat(bank.isLocked()).isFalse();
        assertThat(monitor).isNotNull();
    }

    @Test
    void lockThatNobodyRegistered_isRefusedWithTheNearest() {
        ReentrantLock vault = RegisteredLocks.register("test-vault", new ReentrantLock());
        ArmedRule rule = pressed("contention test-valt");

        await("it is refused").atMost(PATIENCE).until(() -> rule.counters().cancelled() == 1);
        assertThat(refusals())
                .containsExactly("lock was 'test-valt', which nobody has registered; did you mean 'test-vault'?");
        assertThat(vault.isLocked()).isFalse();
    }
}

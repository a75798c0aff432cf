package org.bluemarble.chaos;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Ten thousand rules at one point, each armed, switched and ended by itself. The limit of time is many times what it takes on
 * a busy machine, and a small part of what it took where every change went through all the rules.
 */
@Timeout(value = 60, unit = SECONDS)
class TenThousandRulesTest {

    private static final int RULES = 10_000;
    private static final InjectionPoint POINT = Chaos.point("many-test.point");

    private final SteppedClock clock = new SteppedClock();

    /** Not the JVM's global engine, but of its name: so that its rules are looked up. */
    private final Chaos engine = new Chaos(new ChaosBuilder(Chaos.GLOBAL_NAME).clock(clock));

    @AfterEach
    void endEngine() {
        engine.close();
        assertThat(POINT.isArmed()).isFalse();
    }

    private List<ArmedRule> armOneByOne(String lineAfterId) {
        List<ArmedRule> armed = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            armed.add(engine.arm("r" + i + ": many-test.point" + lineAfterId.replace("#", String.valueOf(i))));
        }
        return armed;
    }

    private static Set<ObjectName> rulesIn(MBeanServer server) throws Exception {
        return server.queryNames(new ObjectName("org.bluemarble.chaos:type=Rule,*"), null);
    }

    @Test
    void armedSwitchedAndDisarmedOneByOne_whileManagementToolsLook() throws Exception {
        MBeanServer server = MBeanServerFactory.newMBeanServer();
        engine.registerMBeans(server);

        List<ArmedRule> armed = armOneByOne("[player=p#] exception");
        assertThat(rulesIn(server)).hasSize(RULES);
        assertThat(POINT.armedRules()).containsExactlyElementsOf(armed);
        armed.forEach(ArmedRule::disable);
        assertThat(POINT.isArmed()).isFalse();
        armed.forEach(ArmedRule::enable);
        assertThat(POINT.decide(key -> "p77")).isNotNull();
        armed.forEach(ArmedRule::disarm);

        assertThat(rulesIn(server)).isEmpty();
        assertThat(engine.rules()).isEmpty();
    }

    @Test
    void disarmedAtOnce_leaveNoMBean() throws Exception {
        MBeanServer server = MBeanServerFactory.newMBeanServer();
        engine.registerMBeans(server);
        armOneByOne("[player=p#] exception");

        assertThat(engine.killSwitch("enough")).isEqualTo(RULES);

        // More changes at once than are kept to be told of.
        assertThat(rulesIn(server)).isEmpty();
    }

    @Test
    void expiringAllAtOnce_endOnTime() {
        AtomicInteger told = new AtomicInteger();
        engine.listen(event -> told.incrementAndGet());
        armOneByOne("[player=p#] latency 1ms ttl=1m");

        clock.step(Duration.ofMinutes(1));

        assertThat(engine.rules()).isEmpty();
        assertThat(told).hasValue(2 * RULES);
    }

    @Test
    void expiringAllAtOnce_takeNoThreadEach() {
        try (Chaos timed = Chaos.create("many-timed")) {
            List<FaultRule> rules = new ArrayList<>();
            for (int i = 0; i < RULES; i++) {
                rules.add(FaultRule.parse("r" + i + ": many-test.point latency 1ms ttl=2s"));
            }
            timed.armAll(rules);
            CountDownLatch blocked = new CountDownLatch(1);
            timed.listen(event -> awaitQuietly(blocked));
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            threads.resetPeakThreadCount();
            int before = threads.getThreadCount();

            await("the end of all the rules")
                    .atMost(50, SECONDS)
                    .until(() -> timed.rules().isEmpty());

            assertThat(threads.getPeakThreadCount() - before)
                    .as("threads that want to tell a listener that blocks")
                    .isLessThan(20);
            blocked.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(50, SECONDS)).isTrue();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void armedUnderALease_andOneAfterAnother() {
        try (Lease lease = engine.openLease(Duration.ofMinutes(5))) {
            lease.arm("first: many-test.point latency 1ms");
            for (int i = 0; i < RULES; i++) {
                lease.arm("r" + i + ": many-test.point[player=p" + i + "] latency 1ms after-rule=first");
            }
            assertThat(lease.end("enough")).isEqualTo(RULES + 1);
        }
    }
}

package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bluemarble.chaos.pressure.Contention;
import org.bluemarble.chaos.pressure.CpuPressure;
import org.bluemarble.chaos.pressure.Deadlock;
import org.bluemarble.chaos.pressure.DescriptorPressure;
import org.bluemarble.chaos.pressure.DirectMemoryPressure;
import org.bluemarble.chaos.pressure.DiskPressure;
import org.bluemarble.chaos.pressure.GarbagePressure;
import org.bluemarble.chaos.pressure.HeapPressure;
import org.bluemarble.chaos.pressure.Pause;
import org.bluemarble.chaos.pressure.Pressure;
import org.bluemarble.chaos.pressure.SlowDisk;
import org.bluemarble.chaos.pressure.ThreadPressure;
import org.junit.jupiter.api.Test;

/** Pressures that a JVM of tests can bear: that they press, what ends them, and that nothing stays behind. */
class PressureTest extends PressureBase {

    @Test
    void callThatStartsAPressure_goesOnAtOnce_andTheNextOnesStartNoSecond() {
        ArmedRule rule = pressed("threads 5");
        POINT.pass(TestCall.of(chaos));
        POINT.pass(TestCall.of(chaos));

        assertThat(rule.counters().waiting()).isEqualTo(1);
        assertThat(rule.counters().injected()).isEqualTo(1);
        assertThat(rule.counters().preempted()).isEqualTo(2);
    }

    @Test
    void pressureAndAnException_bothHappen() {
        chaos.arm("fail: pressure-test.call exception");
        ArmedRule press = chaos.arm("press: pressure-test.call threads 2");

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> POINT.pass(TestCall.of(chaos)))
                .isInstanceOf(IllegalStateException.class);

        assertThat(press.counters().injected()).isEqualTo(1);
    }

    @Test
    void threads_areThereUntilDisarmed() {
        ArmedRule rule = pressed("threads 20");
        await("they start").atMost(PATIENCE).until(() -> threads("chaos-pressure-press-") == 20);

        rule.disarm();

        assertThat(rule.awaitIdle(PATIENCE)).isTrue();
        assertThat(threads("chaos-pressure-press-")).isZero();
        assertThat(rule.counters().cancelled()).as("called off in the middle").isEqualTo(1);
    }

    @Test
    void killSwitch_givesEverythingBack() {
        ArmedRule rule = pressed("threads 20");
        await("they start").atMost(PATIENCE).until(() -> threads("chaos-pressure-press-") == 20);

        chaos.killSwitch("enough");

        assertThat(rule.awaitIdle(PATIENCE)).isTrue();
        assertThat(threads("chaos-pressure-press-")).isZero();
    }

    @Test
    void twoRulesTogetherAboveTheCap_secondIsRefusedUntilTheFirstEnds() {
        ArmedRule first = pressed("cpu 60% duration=1h");
        // It takes its share on a thread of its own, and whoever takes first has it.
        await("it presses").atMost(PATIENCE).until(PressureTest::isPressing);
        ArmedRule second = chaos.arm("second: pressure-test.call cpu 60% duration=200ms");
        POINT.pass(TestCall.of(chaos));
        await("it is refused").atMost(PATIENCE).until(() -> second.counters().cancelled() == 1);
        assertThat(refusals())
                .containsExactly(
                        "cpu was 60.0% but other rules have taken 60.0%, and together they may take at most 95.0%");

        first.disarm();
        assertThat(first.awaitIdle(PATIENCE)).isTrue();
        POINT.pass(TestCall.of(chaos));

        awaitDone(second);
    }

    private static boolean isPressing() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(one -> one.getKey().getName().startsWith("chaos-pressure-press"))
                .flatMap(one -> Arrays.stream(one.getValue()))
                .anyMatch(frame -> frame.getMethodName().equals("turn"));
    }

    @Test
    void cpu_isReallyUsed() {
        ArmedRule rule = pressed("cpu 50% duration=1h");
        var bean = ManagementFactory.getThreadMXBean();

        await("its threads work").atMost(PATIENCE).until(() -> {
            for (long id : bean.getAllThreadIds()) {
                var info = bean.getThreadInfo(id);
                if (info != null
                        && info.getThreadName().startsWith("chaos-pressure-press")
                        && bean.getThreadCpuTime(id) > Duration.ofMillis(50).toNanos()) {
                    return true;
                }
            }
            return false;
        });

        rule.disarm();
        assertThat(rule.awaitIdle(PATIENCE)).isTrue();
    }

    @Test
    void gc_makesTheCollectorWork() {
        long before = collections();
        ArmedRule rule = pressed("gc 2000");

        await("it collects").atMost(PATIENCE).until(() -> collections() > before);

        rule.disarm();
        assertThat(rule.awaitIdle(PATIENCE)).isTrue();
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(collector -> collector.getCollectionCount())
                .sum();
    }

    @Test
    void schedule_startsAPressureWithoutACall_andItsThreadGoesWithTheRule() {
        ArmedRule rule = chaos.arm("night: jvm.schedule threads 3 duration=200ms limit=2");

        await("it has pressed twice")
                .atMost(PATIENCE)
                .until(() -> rule.counters().done() == 2);

        rule.disarm();
        await("the engine's own thread ends").atMost(PATIENCE).until(() -> threads("chaos-schedule") == 0);
    }

    @Test
    void pressuresThatCanBringAJvmDown_needTheCeilingsName() {
        Chaos strict = Chaos.create("strict");

        for (String fault : List.of(
                "heap 50%",
                "direct-memory 50%",
                "threads 5",
                "file-descriptors 50%",
                "disk /tmp",
                "deadlock lock=a other=b",
                "pause 1s")) {
            assertThat(strict.check("x: jvm.schedule " + fault))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.text()).contains("which is destructive"));
        }
        assertThat(strict.check("x: jvm.schedule cpu 50%")).isEmpty();
        strict.close();
    }

    @Test
    void everyPressure_isDescribedAndReadsBackAsItself() {
        Duration minute = Duration.ofMinutes(1);
        List<Pressure> all = List.of(
                new CpuPressure(new Probability(0.5), minute),
                new HeapPressure(new Probability(0.8), 8, minute),
                new DirectMemoryPressure(new Probability(0.8), 8, Pressure.UNTIL_DISARMED),
                new GarbagePressure(500, minute),
                new ThreadPressure(100, minute),
                new DescriptorPressure(new Probability(0.9), minute),
                new DiskPressure("/tmp", 10, 512, 20, minute),
                new SlowDisk("/tmp", 20, minute),
                new Contention("a", Duration.ofMillis(5), Duration.ofMillis(1), minute),
                new Deadlock("a", "b", minute),
                new Pause(Duration.ofSeconds(2)));

        Set<Class<?>> classes = new HashSet<>();
        all.forEach(pressure -> classes.add(pressure.getClass()));
        assertThat(classes).containsExactlyInAnyOrder(Pressure.class.getPermittedSubclasses());
        for (Pressure pressure : all) {
            FaultRule rule =
                    FaultRule.named("x").at("jvm.schedule").inject(pressure).build();
            assertThat(FaultRule.parse(rule.line())).isEqualTo(rule);
        }
    }

    @Test
    void valuesOutOfRange_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeapPressure(new Probability(0.96), 1, Duration.ZERO))
                .withMessageContaining("must lie between 0.01 and 0.95");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pause(Duration.ofMinutes(1)))
                .withMessage("milliseconds of pause was 60000 but must lie between 10 and 30000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Deadlock("a", "a", Duration.ZERO))
                .withMessage("lock and other were both a but must be two");
    }
}

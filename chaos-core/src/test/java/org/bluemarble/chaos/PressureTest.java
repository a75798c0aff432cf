package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
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
import org.bluemarble.chaos.pressure.RegisteredLocks;
import org.bluemarble.chaos.pressure.SlowDisk;
import org.bluemarble.chaos.pressure.ThreadPressure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pressures that a JVM of tests can bear: that they press, what ends them, and that nothing stays behind. */
class PressureTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final InjectionPoint POINT = Chaos.point("pressure-test.call");

    private final Chaos chaos = Chaos.builder("pressure")
            .ceiling(Ceiling.DEFAULT.allowing("threads", "disk", "deadlock"))
            .build();

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeft() {
        chaos.close();
        await("threads of pressures end").atMost(PATIENCE).until(() -> threads("chaos-pressure-") == 0);
    }

    private static long threads(String prefix) {
        Thread[] all = new Thread[Thread.activeCount() * 2 + 5000];
        int count = Thread.currentThread().getThreadGroup().enumerate(all);
        return Arrays.stream(all, 0, count)
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }

    private ArmedRule pressed(String fault) {
        ArmedRule rule = chaos.arm("press: pressure-test.call " + fault);
        POINT.pass(TestCall.of(chaos));
        return rule;
    }

    private static void awaitDone(ArmedRule rule) {
        await("the pressure ends").atMost(PATIENCE).until(() -> rule.counters().done() == 1);
    }

    private List<String> refusals() {
        return chaos.events().stream()
                .filter(event -> event.kind() == ChaosEvent.Kind.REFUSED)
                .map(ChaosEvent::text)
                .toList();
    }

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

    @Test
    void cpu_isReallyUsed() {
        ArmedRule rule = pressed("cpu 50% duration=600ms");
        var bean = ManagementFactory.getThreadMXBean();
        long[] most = new long[1];
        await("its threads work").atMost(PATIENCE).until(() -> {
            for (long id : bean.getAllThreadIds()) {
                var info = bean.getThreadInfo(id);
                if (info != null && info.getThreadName().startsWith("chaos-pressure-press")) {
                    most[0] = Math.max(most[0], bean.getThreadCpuTime(id));
                }
            }
            return rule.counters().done() == 1;
        });

        assertThat(Duration.ofNanos(most[0])).isGreaterThan(Duration.ofMillis(50));
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

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void disk_takesSpaceWithoutAName_andGivesItBack() throws IOException {
        long before = Files.getFileStore(folder).getUsableSpace();
        long size = 64L << 20;
        ArmedRule rule = pressed("disk '" + folder + "' size-mb=64 leave-mb=64 rate-mb=65536");

        await("the space is taken")
                .atMost(PATIENCE)
                .until(() -> Files.getFileStore(folder).getUsableSpace() < before - size / 2);
        assertThat(files()).isEmpty();

        rule.disarm();
        assertThat(rule.awaitIdle(PATIENCE)).isTrue();
        await("the space is free again")
                .atMost(PATIENCE)
                .until(() -> Files.getFileStore(folder).getUsableSpace() > before - size / 2);
        assertThat(refusals()).isEmpty();
    }

    @Test
    void diskThatHasTooLittleLeft_isNotWrittenTo() throws IOException {
        long all = Files.getFileStore(folder).getTotalSpace() >> 20;
        ArmedRule rule = pressed("disk '" + folder + "' leave-mb=" + Math.min(1 << 20, all) + " duration=300ms");

        awaitDone(rule);

        assertThat(files()).isEmpty();
    }

    @Test
    void folderThatDoesNotExist_isRefused() {
        ArmedRule rule = pressed("disk '" + folder.resolve("gone") + "'");

        await("it is refused").atMost(PATIENCE).until(() -> rule.counters().cancelled() == 1);
        assertThat(refusals())
                .containsExactly("folder was '" + folder.resolve("gone") + "' but must be a folder that exists");
    }

    @Test
    void slowDisk_writesAtItsRate_andLeavesNoFile() throws IOException {
        long before = written();
        long start = System.nanoTime();
        ArmedRule rule = pressed("slow-disk '" + folder + "' rate-mb=20 duration=2s");

        awaitDone(rule);

        double seconds = (System.nanoTime() - start) / 1e9;
        double megabytes = (written() - before) / (double) (1 << 20);
        assertThat(seconds).isGreaterThanOrEqualTo(2);
        // A slow disk may take less, which the rule cannot help; the JVM itself writes next to nothing.
        assertThat(megabytes).isBetween(2.0, 20 * seconds + 4);
        assertThat(files()).isEmpty();
    }

    /** What this process handed to the system to write, on Linux. */
    private static long written() throws IOException {
        Path told = Path.of("/proc/self/io");
        Assumptions.assumeTrue(Files.isReadable(told), "only Linux says how much a process has written");
        return Files.readAllLines(told).stream()
                .filter(line -> line.startsWith("wchar: "))
                .mapToLong(line -> Long.parseLong(line.substring("wchar: ".length())))
                .sum();
    }

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

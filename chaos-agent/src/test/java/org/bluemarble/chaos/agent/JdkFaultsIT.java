package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules at what the JDK itself reaches: names of hosts and files. */
class JdkFaultsIT {

    private static final String ALL_JDKS = "org.bluemarble.chaos.agent.Jdk#all";
    private static final List<String> WAYS =
            List.of("stream", "array", "random", "channel", "position", "gather", "files", "future", "handler");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void diskIsFull_everyWayToWriteInThatFolderFailsAndNoOther(Jdk jdk) throws IOException {
        Path saves = Files.createDirectories(folder.resolve("saves/deep"));
        try (GameServer game = GameServer.start(jdk, "")) {
            game.showBytes(folder);
            List<String> classes = List.of(
                    "java.io.FileOutputStream",
                    "java.io.RandomAccessFile",
                    "sun.nio.ch.FileChannelImpl",
                    "sun.nio.ch.AsynchronousFileChannelImpl");
            WAYS.forEach(way -> game.ask("call save " + way + " " + folder));
            assertThat(classes).noneMatch(game::isWoven);

            game.arm("full: file.write[folder=" + folder.resolve("saves") + "] disk-full");

            assertThat(classes).allMatch(game::isWoven);
            assertThat(WAYS).allSatisfy(way -> {
                assertThat(game.ask("call save " + way + " " + saves))
                        .startsWith("0 bytes java.io.IOException: No space left on device after ");
                assertThat(game.ask("call save " + way + " " + folder)).startsWith("10 bytes after ");
            });
            game.disarm("full");
            await("the original classes")
                    .atMost(ChildJvm.PATIENCE)
                    .until(() -> classes.stream().noneMatch(game::isWoven));
            assertThat(game.ask("call save stream " + saves)).startsWith("10 bytes after ");
            game.assertSound();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void writeIsTorn_theFirstBytesArriveAndTheCallerFailsOrIsLiedTo(Jdk jdk) {
        try (GameServer game = GameServer.start(jdk, "allow=lying-write")) {
            game.arm("torn: file.write[folder=" + folder + "] torn-write 0.3");
            assertThat(WAYS)
                    .allSatisfy(way -> assertThat(game.ask("call save " + way + " " + folder))
                            .startsWith("3 bytes java.io.IOException: Input/output error after "));
            game.disarm("torn");
            game.arm("lie: file.write[folder=" + folder + ",bytes=10] lying-write");
            assertThat(WAYS).allSatisfy(way -> {
                game.ask("call delete " + folder.resolve(way + ".sav"));
                assertThat(game.ask("call save " + way + " " + folder)).startsWith("5 bytes after ");
            });
            game.assertSound();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void diskIsSlow_writingTakesAsLongAsTheRateSays(Jdk jdk) {
        try (GameServer game = GameServer.start(jdk, "")) {
            game.arm("slow: file.write[name=stream.sav] slow-disk 40");

            String late = game.ask("call save stream " + folder);

            assertThat(late).startsWith("10 bytes after ");
            assertThat(GameServer.millis(late)).isGreaterThanOrEqualTo(250);
            game.assertSound();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void slowDiskUnderAsynchronousChannels_theirEndComesLate(Jdk jdk) {
        try (GameServer game = GameServer.start(jdk, "")) {
            game.arm("slow: file.write[folder=" + folder + "] slow-disk 40");

            for (String way : List.of("future", "handler")) {
                String late = game.ask("call save " + way + " " + folder);
                assertThat(late).startsWith("10 bytes after ");
                assertThat(GameServer.millis(late)).isGreaterThanOrEqualTo(250);
            }
            game.assertSound();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void mappingAndForcing_failAsTheJdksDo(Jdk jdk) throws IOException {
        Path saves = Files.createDirectories(folder.resolve("saves"));
        try (GameServer game = GameServer.start(jdk, "")) {
            game.arm("map: file.map[folder=" + saves + "] io-error");
            assertThat(game.ask("call save mapped " + saves))
                    .startsWith("0 bytes java.io.IOException: Map failed after ");
            assertThat(game.ask("call save mapped " + folder)).startsWith("10 bytes after ");
            game.disarm("map");
            game.arm("force: file.force[folder=" + saves + "] io-error");

            assertThat(game.ask("call save mapped " + saves))
                    .startsWith(
                            "10 bytes java.io.UncheckedIOException: java.io.IOException: Input/output error after ");
            assertThat(game.ask("call save forced " + saves))
                    .startsWith("10 bytes java.io.IOException: Input/output error after ");
            assertThat(game.ask("call save mapped " + folder)).startsWith("10 bytes after ");
            assertThat(game.ask("jmx explain force")).contains("2 injections were carried out");
            game.assertSound();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void nameIsNotResolved_callerGetsTheJdksException(Jdk jdk) throws IOException {
        try (GameServer game = GameServer.start(jdk, "")) {
            game.showBytes(folder);
            assertThat(game.isWoven("java.net.InetAddress")).isFalse();
            game.arm("dns: dns.resolve[host=localhost] unknown-host");

            assertThat(game.ask("call resolve LocalHost"))
                    .startsWith("threw java.net.UnknownHostException: LocalHost: Name or service not known marked"
                            + " [org.bluemarble.chaos.InjectedFault: injected by rule 'dns' at dns.resolve");
            assertThat(game.ask("call dial localhost")).startsWith("true after ");
            assertThat(game.ask("call resolve 127.0.0.1")).startsWith("127.0.0.1 after ");
            game.disarm("dns");
            game.arm("try-again: dns.resolve unknown-host temporary limit=1");
            assertThat(game.ask("call resolve localhost")).contains("Temporary failure in name resolution");
            game.disarm("try-again");
            game.arm("slow: dns.resolve latency 250ms");
            assertThat(GameServer.millis(game.ask("call resolve localhost"))).isGreaterThanOrEqualTo(250);
            game.disarm("slow");
            await("the original class").atMost(ChildJvm.PATIENCE).until(() -> !game.isWoven("java.net.InetAddress"));
            assertThat(game.ask("call resolve localhost")).startsWith("127.0.0.1 after ");
            game.assertSound();
        }
    }
}

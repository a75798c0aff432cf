package org.bluemarble.chaos.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import org.bluemarble.chaos.Ceiling;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.OpenHours;
import org.bluemarble.chaos.PressureCaps;
import org.bluemarble.chaos.Probability;
import org.bluemarble.chaos.Selector;
import org.bluemarble.chaos.ValuePattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CeilingFileTest {

    @TempDir
    Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("ceiling.yaml"), text);
    }

    @Test
    void fileWithEveryKey_isRead() throws IOException {
        Path file = file(
                "allow: [crash, hang]\nhighest-ttl: 30m\nhighest-share: 10%\nhighest-players: 500\nhighest-player-share: 5%\n"
                        + "hours: 09:00..17:00\ndays: mon..fri\nzone: UTC\ndry-run: true\n"
                        + "pressure: { cpu: 50%, threads: 500, disk: 4096 }\n");

        assertThat(CeilingFile.read(file))
                .isEqualTo(Ceiling.DEFAULT
                        .allowing("crash", "hang")
                        .withHighestTtl(Duration.ofMinutes(30))
                        .withHighestShare(Probability.ofPercent(10))
                        .withHighestPlayers(500)
                        .withHighestPlayerShare(Probability.ofPercent(5))
                        .withHours(OpenHours.daily(LocalTime.of(9, 0), LocalTime.of(17, 0))
                                .on(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY))
                                .in(ZoneId.of("UTC")))
                        .withDryRun(true)
                        .withPressure(PressureCaps.NONE
                                .with("cpu", Probability.ofPercent(50))
                                .with("threads", 500L)
                                .with("disk", 4096L)));
    }

    @Test
    void capsThatRaiseOrMeanNothing_areAllTold() {
        assertThatThrownBy(() ->
                        CeilingFile.check("ceiling", "pressure:\n  cpu: 99%\n  threads: 0\n  heat: 5\n  disk: much\n"))
                .isInstanceOf(ChaosConfigurationException.class)
                .hasMessageContaining("line 2, column 8   pressure.cpu was 99% but must lie between 1% and 95%")
                .hasMessageContaining("line 3, column 12  pressure.threads was 0 but must lie between 1 and 4096")
                .hasMessageContaining("line 4, column 3   pressure.heat is unknown; did you mean 'heap'?")
                .hasMessageContaining("line 5, column 9   pressure.disk was 'much' but must");
    }

    @Test
    void keysThatAreNotThere_areAsInTheDefault() throws IOException {
        assertThat(CeilingFile.read(file("allow: crash+hang"))).isEqualTo(Ceiling.DEFAULT.allowing("crash", "hang"));
        assertThat(CeilingFile.read(file("allow: []"))).isEqualTo(Ceiling.DEFAULT);
    }

    @Test
    void fileWithManyProblems_tellsAllOfThemByLine() throws IOException {
        Path file =
                file("highest-ttl: 9h9\nallow: [crush, latency]\nhighest-shar: 10%\nhighest-share: 10\nallow: []\n");

        assertThatThrownBy(() -> CeilingFile.check(file))
                .isInstanceOf(ChaosConfigurationException.class)
                .hasMessage("6 problems in " + file + ":\n"
                        + "  line 1, column 14  highest-ttl was '9h9' but must be a number and a unit (ns, us, ms, s, m or h), for"
                        + " example 250ms\n"
                        + "  line 2, column 9   allow was 'crush', which no module provides; did you mean 'crash'?\n"
                        + "  line 2, column 16  allow was latency, which is not destructive and needs no permission; leave it out\n"
                        + "  line 3, column 1   highest-shar is unknown; did you mean 'highest-share'?\n"
                        + "  line 4, column 16  highest-share was '10' but needs a percent sign, for example 10%\n"
                        + "  line 5, column 1   allow was given twice; leave one of them out");
    }

    @Test
    void protectedScopes_areReadByAttribute_listsMeaningEither() {
        Ceiling ceiling = CeilingFile.check(
                "c",
                "protect: { player: [gm-1, { glob: \"gm-*\" }], operation: { not: [login, logout] }, shard: eu-1 }");

        assertThat(ceiling)
                .isEqualTo(Ceiling.DEFAULT
                        .protecting(Selector.Condition.of(
                                "player", false, ValuePattern.exactly("gm-1"), ValuePattern.prefix("gm-")))
                        .protecting(Selector.Condition.of("operation", true, ValuePattern.exactly("login")))
                        .protecting(Selector.Condition.of("operation", true, ValuePattern.exactly("logout")))
                        .protecting("shard", "eu-1"));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
            protect: { playr: gm-1 } => c: line 1, column 12  protect.playr is no attribute of calls; did you mean 'player'?
            protect: gm-1            => c: line 1, column 10  protect was one value but must be a mapping, for example { table: trade }
            protect:                 => c: line 1, column 9  protect was empty but must be a mapping, for example { table: trade }
            protect: { player: [] }  => c: line 1, column 20  protect.player was an empty list but must name a value
            """)
    void scopesThatWouldProtectNothing_areRefused(String file, String expected) {
        assertThatThrownBy(() -> CeilingFile.check("c", file)).hasMessage(expected);
    }

    @Test
    void timeToLiveOutOfRange_isRefused() {
        assertThatThrownBy(() -> CeilingFile.check("c", "highest-ttl: 1000h"))
                .hasMessage("c: line 1, column 14  highest-ttl was 1000h but must lie between 1ms and 168h");
    }

    @Test
    void missingFile_closesTheCeiling() {
        Path file = directory.resolve("nowhere.yaml");

        assertClosed(file, file + ": the file does not exist; it was looked for at " + file.toAbsolutePath());
    }

    @Test
    void fileIsAFolder_closesEverything() {
        assertClosed(directory, directory + ": this is a folder but must be a file");
    }

    @Test
    void emptyFile_closesTheCeiling() throws IOException {
        assertClosed(file(""), directory.resolve("ceiling.yaml") + ": the file is empty");
        assertClosed(file("# nothing\n"), directory.resolve("ceiling.yaml") + ": the file is empty");
        assertClosed(
                file("{}"),
                directory.resolve("ceiling.yaml")
                        + ": the file says nothing; it takes allow, highest-ttl, highest-share,"
                        + " highest-players, highest-player-share, hours, days, zone, dry-run, protect and pressure");
    }

    @Test
    void brokenFile_closesTheCeiling() throws IOException {
        Path file = file("allow: [crash\nhighest-ttl: 1h");

        assertClosed(
                file,
                file
                        + ": line 2, column 12  this cannot be read as YAML: expected ',' or ']', but got : (while parsing a flow sequence)");
        assertClosed(
                file("just words"),
                file + ": line 1, column 1  the file was one value but must be a mapping, for example"
                        + " allow: [crash], highest-ttl: 1h");
    }

    @Test
    void fileThatIsNoText_closesTheCeiling() throws IOException {
        Path file = directory.resolve("binary.yaml");
        Files.write(file, new byte[] {(byte) 0xc3, (byte) 0x28});

        assertClosed(file, file + ": the file must be encoded in UTF-8");
    }

    private static void assertClosed(Path file, String reason) {
        Ceiling ceiling = CeilingFile.read(file);

        assertThat(ceiling.closed()).isEqualTo(reason);
        Chaos chaos = Chaos.builder("closed").ceiling(ceiling).build();
        Chaos.point("ceiling-file.any");
        assertThatThrownBy(() -> chaos.arm("x: ceiling-file.any latency 1ms"))
                .hasMessageEndingWith("the right options: " + reason);
    }
}

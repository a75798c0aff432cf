package org.bluemarble.chaos.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosEvent;
import org.bluemarble.chaos.FlagSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine does when a watched file changes, look by look. */
class WatchedFileTest {

    private static final String SLOW = "  slow: { at: watched.point, fault: { latency: 1ms } }\n";
    private static final String STUCK = "  stuck: { at: watched.point, fault: { latency: 2ms } }\n";

    @TempDir
    Path folder;

    private final Chaos chaos = Chaos.create("watched");
    private Path path;
    private WatchedFile file;

    @BeforeEach
    void watch() throws IOException {
        Chaos.point("watched.point");
        path = folder.resolve("chaos.yaml");
        file = new WatchedFile(chaos, path);
        rules(SLOW + STUCK);
        assertThat(file.first(file.look()))
                .isEqualTo(new WatchedFile.Outcome.Followed(List.of("slow", "stuck"), List.of()));
    }

    @AfterEach
    void close() {
        file.end();
        chaos.close();
    }

    private void rules(String rules) throws IOException {
        Files.writeString(path, "rules:\n" + rules);
    }

    /** {@return what came of two looks in a row} */
    private WatchedFile.Outcome settled() {
        assertThat(file.again(file.look())).isEqualTo(new WatchedFile.Outcome.Unchanged());
        return file.again(file.look());
    }

    private ArmedRule rule(String id) {
        return chaos.rule(id).orElseThrow();
    }

    private static WatchedFile.Outcome followed(List<String> armed, List<String> disarmed) {
        return new WatchedFile.Outcome.Followed(armed, disarmed);
    }

    @Test
    void oneRuleChanged_isArmedAnewAndTheOthersAreLeftAlone() throws IOException {
        ArmedRule slow = rule("slow");
        ArmedRule stuck = rule("stuck");
        rules(SLOW + STUCK.replace("2ms", "3ms"));

        assertThat(settled()).isEqualTo(followed(List.of("stuck"), List.of()));

        assertThat(rule("slow")).isSameAs(slow);
        assertThat(stuck.end()).isEqualTo(ArmedRule.End.DISARMED);
        assertThat(rule("stuck").rule().line()).contains("3ms");
        assertThat(chaos.events())
                .extracting(ChaosEvent::actor)
                .as("every change names its source")
                .containsOnly("file:" + path);
    }

    @Test
    void ruleGoneAndAnotherAdded_theOneIsDisarmedAndTheOtherArmed() throws IOException {
        ArmedRule slow = rule("slow");
        rules(SLOW + STUCK.replace("stuck", "later"));

        assertThat(settled()).isEqualTo(followed(List.of("later"), List.of("stuck")));

        assertThat(chaos.rules()).extracting(ArmedRule::id).containsExactly("slow", "later");
        assertThat(rule("slow")).isSameAs(slow);
    }

    @Test
    void enabledChanged_flagIsSwitchedAndTheRuleKeepsItsCounts() throws IOException {
        ArmedRule slow = rule("slow");
        rules(SLOW.replace(" }\n", ", enabled: false }\n") + STUCK);

        assertThat(settled()).isEqualTo(followed(List.of(), List.of()));

        assertThat(rule("slow")).isSameAs(slow);
        assertThat(slow.isEnabled()).isFalse();
        assertThat(slow.flag().decider().source()).isEqualTo(FlagSource.FILE);
        rules(SLOW.replace(" }\n", ", enabled: true }\n") + STUCK);
        assertThat(settled()).isEqualTo(followed(List.of(), List.of()));
        assertThat(slow.isEnabled()).isTrue();
        rules(SLOW + STUCK);
        assertThat(settled()).isEqualTo(followed(List.of(), List.of()));
        assertThat(slow.flag().decider().source()).as("the file has let go").isEqualTo(FlagSource.RULE);
    }

    @Test
    void enabledFalseFromTheStartAndThenLeftOut_ruleActs() throws IOException {
        rules(SLOW + STUCK + "  late: { at: watched.point, fault: { latency: 1ms }, enabled: false }\n");
        assertThat(settled()).isEqualTo(followed(List.of("late"), List.of()));
        assertThat(rule("late").isEnabled()).isFalse();

        rules(SLOW + STUCK + "  late: { at: watched.point, fault: { latency: 1ms } }\n");

        assertThat(settled()).isEqualTo(followed(List.of("late"), List.of()));
        assertThat(rule("late").isEnabled()).isTrue();
    }

    @Test
    void fileBeingWritten_countsOnlyOnceItIsWhole() throws IOException {
        rules("");
        assertThat(file.again(file.look())).isEqualTo(new WatchedFile.Outcome.Unchanged());
        rules(SLOW);
        assertThat(file.again(file.look())).isEqualTo(new WatchedFile.Outcome.Unchanged());
        assertThat(chaos.rules()).hasSize(2);

        rules(SLOW + STUCK);

        assertThat(settled()).isEqualTo(new WatchedFile.Outcome.Unchanged());
        assertThat(chaos.events()).extracting(ChaosEvent::kind).containsOnly(ChaosEvent.Kind.ARMED);
    }

    /** The bytes of a read that a writer got into are neither the old nor the new file, and never come twice. */
    @Test
    void fileReplacedWhileItIsRead_mixtureIsNeverFollowed() throws IOException {
        rules(SLOW + "  half: { at: watched.point, fau");
        WatchedFile.Look mixture = file.look();
        rules(SLOW);
        WatchedFile.Look after = file.look();

        assertThat(file.again(mixture)).isEqualTo(new WatchedFile.Outcome.Unchanged());
        assertThat(file.again(after)).isEqualTo(new WatchedFile.Outcome.Unchanged());
        assertThat(file.again(file.look())).isEqualTo(followed(List.of(), List.of("stuck")));
        assertThat(chaos.events()).noneMatch(event -> event.kind() == ChaosEvent.Kind.REFUSED);
    }

    @Test
    void fileReplacedByARename_isFollowed() throws IOException {
        Path next = Files.writeString(folder.resolve("next"), "rules:\n" + SLOW);
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

        assertThat(settled()).isEqualTo(followed(List.of(), List.of("stuck")));
    }

    /** As a ConfigMap is mounted: the file is a link through ..data, and ..data is swapped by a rename. */
    @Test
    void linkOfAMountSwapped_isFollowed() throws IOException {
        Path mount = Files.createDirectory(folder.resolve("mount"));
        version(mount, "..2026_01", SLOW.replace("slow", "mounted"));
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..2026_01"));
        Files.createSymbolicLink(mount.resolve("chaos.yaml"), Path.of("..data", "chaos.yaml"));
        WatchedFile mounted = new WatchedFile(chaos, mount.resolve("chaos.yaml"));
        assertThat(mounted.first(mounted.look())).isEqualTo(followed(List.of("mounted"), List.of()));

        version(mount, "..2026_02", SLOW.replace("slow", "remounted"));
        Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..2026_02"));
        Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

        mounted.again(mounted.look());
        assertThat(mounted.again(mounted.look())).isEqualTo(followed(List.of("remounted"), List.of("mounted")));
        mounted.end();
        assertThat(chaos.rules()).extracting(ArmedRule::id).containsExactly("slow", "stuck");
    }

    private static void version(Path mount, String name, String rules) throws IOException {
        Files.writeString(Files.createDirectory(mount.resolve(name)).resolve("chaos.yaml"), "rules:\n" + rules);
    }

    @Test
    void fileDeleted_rulesGoOnceItIsGoneForTwoLooksAndComeBackWithIt() throws IOException {
        Files.delete(path);
        assertThat(file.again(file.look())).isEqualTo(new WatchedFile.Outcome.Unchanged());
        rules(SLOW + STUCK);
        assertThat(settled()).as("deleted and written anew").isEqualTo(new WatchedFile.Outcome.Unchanged());
        assertThat(chaos.rules()).hasSize(2);

        Files.delete(path);

        assertThat(settled()).isEqualTo(new WatchedFile.Outcome.Missing(List.of("slow", "stuck")));
        assertThat(chaos.rules()).isEmpty();
        assertThat(settled()).isEqualTo(new WatchedFile.Outcome.Unchanged());
        rules(SLOW);
        assertThat(settled()).isEqualTo(followed(List.of("slow"), List.of()));
    }

    @Test
    void fileThatIsWrong_isToldOnceWithItsLinesAndTheLastOneHolds() throws IOException {
        ArmedRule slow = rule("slow");
        rules(SLOW + "  stuck: { at: watched.piont, fault: crash }\n");

        assertThat(settled())
                .isInstanceOfSatisfying(
                        WatchedFile.Outcome.Refused.class,
                        refused -> assertThat(refused.problem())
                                .startsWith("2 problems in " + path + ":")
                                .contains(
                                        "line 3, column 16  rules.stuck.at was 'watched.piont', which no module provides; did you mean"
                                                + " 'watched.point'?")
                                .contains("line 3, column 38  rules.stuck.fault was crash, which is destructive"));

        assertThat(settled()).as("told once").isEqualTo(new WatchedFile.Outcome.Unchanged());
        assertThat(rule("slow")).isSameAs(slow);
        assertThat(chaos.rules()).hasSize(2);
        assertThat(chaos.events()).last().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(ChaosEvent.Kind.REFUSED);
            assertThat(event.actor()).isEqualTo("file:" + path);
        });
        rules(SLOW);
        assertThat(settled()).isEqualTo(followed(List.of(), List.of("stuck")));
    }

    @Test
    void idIsArmedByAnother_nothingOfTheFileIsFollowed() throws IOException {
        chaos.arm("taken: watched.point latency 1ms");
        rules(SLOW.replace("slow", "taken"));

        assertThat(settled())
                .isInstanceOfSatisfying(
                        WatchedFile.Outcome.Refused.class,
                        refused -> assertThat(refused.problem())
                                .isEqualTo(path
                                        + ": line 2, column 3  rules.taken.id was 'taken', which is armed already; disarm it"
                                        + " first, or choose another id"));

        assertThat(chaos.rules()).extracting(ArmedRule::id).containsExactly("slow", "stuck", "taken");
    }

    @Test
    void somebodyDisarmedARule_itStaysDisarmedUntilTheFileSaysSomethingElseOfIt() throws IOException {
        rule("slow").disarm();
        rules(SLOW + STUCK + "  third: { at: watched.point, fault: { latency: 1ms } }\n");

        assertThat(settled()).isEqualTo(followed(List.of("third"), List.of()));

        assertThat(chaos.rule("slow")).isEmpty();
        rules(SLOW.replace("1ms", "5ms"));
        assertThat(settled()).isEqualTo(followed(List.of("slow"), List.of("stuck", "third")));
    }

    @Test
    void codeSwitchedARuleOff_fileDoesNotSwitchItOn() throws IOException {
        rule("slow").disable();
        rules(SLOW.replace(" }\n", ", enabled: true }\n") + STUCK);

        assertThat(settled()).isEqualTo(followed(List.of(), List.of()));

        assertThat(rule("slow").isEnabled()).isFalse();
        assertThat(chaos.events()).last().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(ChaosEvent.Kind.OVERRULED);
            assertThat(event.actor()).isEqualTo("file:" + path);
        });
        rule("slow").release();
        assertThat(rule("slow").isEnabled()).isTrue();
    }

    @Test
    void flagsOfOthersRules_areSwitched() throws IOException {
        ArmedRule other = chaos.arm("other: watched.point latency 1ms");
        Files.writeString(path, "flags: { other: off, not-armed: on }\nrules:\n" + SLOW + STUCK);

        assertThat(settled()).isEqualTo(followed(List.of(), List.of()));

        assertThat(other.isEnabled()).isFalse();
        assertThat(other.isArmed()).isTrue();
        rules(SLOW + STUCK);
        settled();
        assertThat(other.isEnabled()).as("the file has let go").isTrue();
    }

    @Test
    void killSwitchThrown_fileArmsNothingAndIsToldWhy() throws IOException {
        chaos.killSwitch("enough");
        rules(SLOW.replace("1ms", "5ms"));

        assertThat(settled())
                .isInstanceOfSatisfying(
                        WatchedFile.Outcome.Refused.class,
                        refused -> assertThat(refused.problem()).contains("the kill switch was thrown (enough)"));
        assertThat(chaos.rules()).isEmpty();
    }
}

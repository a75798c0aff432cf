package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bluemarble.chaos.ChaosBuilder;
import org.bluemarble.chaos.agent.children.EmptyMain;
import org.bluemarble.chaos.agent.children.OwnLogManager;
import org.bluemarble.chaos.agent.children.OwnServerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the game server notices of the agent when it starts: nothing. */
class StartIT {

    private static final String ALL_JDKS = "org.bluemarble.chaos.agent.Jdk#all";

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void emptyMain_runsUntouched(Jdk jdk) throws IOException {
        Path log = folder.resolve("classes.log");
        try (ChildJvm child = ChildJvm.on(jdk)
                .with("-Xlog:class+load:file=" + log)
                .agent(Jars.agent(), "")
                .run(EmptyMain.class)) {
            assertThat(child.exitStatus()).isEqualTo(7);
            assertThat(child.output()).containsExactly("main ran");
            assertThat(child.errors()).isEmpty();
        }

        try (Stream<String> lines = Files.lines(log)) {
            // Later on, newer JDKs log System.exit themselves.
            List<String> loaded = lines.takeWhile(line -> !line.contains(EmptyMain.class.getName()))
                    .toList();
            assertThat(loaded).anyMatch(line -> line.contains("org.bluemarble.chaos.Chaos "));
            assertThat(loaded)
                    .noneMatch(line -> line.contains("] java.util.logging."))
                    .noneMatch(line -> line.contains("] jdk.internal.logger."))
                    .noneMatch(line -> line.contains("] sun.util.logging."))
                    .noneMatch(line -> line.contains("] javax.management."))
                    .noneMatch(line -> line.contains("] java.lang.management."))
                    .noneMatch(line -> line.contains("] java.sql."))
                    .noneMatch(line -> line.contains("] jdk.jfr."))
                    .noneMatch(line -> line.contains("org.bluemarble.chaos.observe."))
                    .noneMatch(line -> line.contains("shaded.bytebuddy"))
                    .noneMatch(line -> line.contains("shaded.snakeyaml"));
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void serverWithOwnLogManager_getsIt(Jdk jdk) {
        try (ChildJvm child = ChildJvm.on(jdk).agent(Jars.agent(), "").run(OwnLogManager.Main.class)) {
            assertThat(child.exitStatus()).isZero();
            assertThat(child.output()).containsExactly("log manager made in main", "log manager is OwnLogManager");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void serverWithOwnMBeanServerBuilder_getsItAndOurBeansAreThere(Jdk jdk) {
        try (ChildJvm child = ChildJvm.on(jdk).agent(Jars.agent(), "").run(OwnServerBuilder.class)) {
            assertThat(child.exitStatus()).isZero();
            assertThat(child.output())
                    .containsExactly("MBean server made by own builder", "beans [org.bluemarble.chaos:type=Chaos]");
            assertThat(child.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void jvmWithFewestModules_startsWithTheAgent(Jdk jdk) {
        try (ChildJvm child = ChildJvm.on(jdk)
                .with("--limit-modules", "java.base,java.instrument")
                .agent(Jars.agent(), "")
                .run(EmptyMain.class)) {
            assertThat(child.exitStatus()).isEqualTo(7);
            assertThat(child.output()).containsExactly("main ran");
            assertThat(child.errors()).isEmpty();
        }
    }

    @Test
    void wrongOptions_areAllToldInOneLineAndTheServerStarts() {
        try (ChildJvm child = ChildJvm.on(Jdk.current())
                .agent(Jars.agent(), "confg=chaos.yaml,allow=crsh+latency,seed=many,seed=2,ceiling")
                .run(EmptyMain.class)) {
            assertThat(child.exitStatus()).isEqualTo(7);
            assertThat(child.output()).containsExactly("main ran");
            assertThat(child.errors())
                    .containsExactly("chaos: off: 6 problems in agent options:"
                            + " 'confg' is no option; did you mean 'config'?;"
                            + " seed was given twice but must be given once;"
                            + " ceiling had no value; write ceiling=...;"
                            + " allow was 'crsh', which no module provides; did you mean 'crash'?;"
                            + " allow was latency, which is not destructive and needs no permission; leave it out;"
                            + " seed was 'many' but must be a whole number");
        }
    }

    @Test
    void namedCeilingIsMissing_nothingMayBeArmedAndTheServerStarts() throws IOException {
        Path config = rule("slow: { at: jdbc.commit, fault: { latency: 1ms } }");
        try (ChildJvm child = ChildJvm.on(Jdk.current())
                .agent(Jars.agent(), "config=" + config + ",ceiling=" + folder.resolve("no.yaml"))
                .run(EmptyMain.class)) {
            assertThat(child.exitStatus()).isEqualTo(7);
            assertThat(child.output()).containsExactly("main ran");
            assertThat(child.errors()).singleElement().asString().startsWith("chaos: no rule may be armed: ");
            assertThat(child.errors().get(0)).contains("no.yaml");
        }
    }

    @Test
    void seedOfTheJvmIsNone_nothingMayBeArmedAndTheServerStarts() throws IOException {
        Path config = rule("slow: { at: jdbc.commit, fault: { latency: 1ms } }");
        try (ChildJvm child = ChildJvm.on(Jdk.current())
                .with("-D" + ChaosBuilder.SEED_PROPERTY + "=many")
                .agent(Jars.agent(), "config=" + config)
                .run(EmptyMain.class)) {
            assertThat(child.exitStatus()).isEqualTo(7);
            assertThat(child.output()).containsExactly("main ran");
            assertThat(child.errors())
                    .containsExactly("chaos: no rule may be armed: system property bluemarble.chaos.seed was 'many' but"
                            + " must be 'random' or a whole number from -9223372036854775808 to 9223372036854775807");
        }
    }

    @Test
    void rulesInAFile_areArmedAndNamed() throws IOException {
        Path config = rule("slow: { at: jdbc.commit, fault: { latency: 1ms } }");
        try (ChildJvm child = ChildJvm.on(Jdk.current())
                .agent(Jars.agent(), "config=" + config)
                .run(EmptyMain.class)) {
            assertThat(child.exitStatus()).isEqualTo(7);
            assertThat(child.errors()).containsExactly("chaos: armed: slow");
        }
    }

    @Test
    void oneOfTheRulesIsWrong_noneIsArmedAndEveryProblemIsTold() throws IOException {
        Path config = rule(
                "slow: { at: jdbc.commit, fault: { latency: 1ms } }",
                "typo: { at: jdbc.comit, fault: { latency: 1 } }");
        try (ChildJvm child = ChildJvm.on(Jdk.current())
                .agent(Jars.agent(), "config=" + config)
                .run(EmptyMain.class)) {
            assertThat(child.exitStatus()).isEqualTo(7);
            assertThat(child.errors()).singleElement().asString().startsWith("chaos: no rule is armed: 2 problems in ");
            assertThat(child.errors().get(0))
                    .contains("did you mean 'jdbc.commit'?")
                    .contains("1ms");
        }
    }

    @Test
    void ceilingForbidsARuleOfTheFile_fileLineAndEveryProblemAreTold() throws IOException {
        Path config = rule("dead: { at: jdbc.commit, fault: crash }", "typo: { at: jdbc.comit, fault: lost-ack }");
        try (ChildJvm child = ChildJvm.on(Jdk.current())
                .agent(Jars.agent(), "config=" + config)
                .run(EmptyMain.class)) {
            assertThat(child.exitStatus()).isEqualTo(7);
            assertThat(child.errors())
                    .containsExactly("chaos: no rule is armed: 2 problems in " + config
                            + ": line 2, column 35  rules.dead.fault was"
                            + " crash, which is destructive and not among what the ceiling allows (nothing); start the"
                            + " JVM with the agent option allow=crash or name it under allow: in the ceiling file;"
                            + " line 3, column 15  rules.typo.at was 'jdbc.comit', which no module provides; did you mean"
                            + " 'jdbc.commit'?");
        }
    }

    @Test
    void fileHoldsSequences_itIsToldWhichWereStartedAndWhichWait() throws IOException {
        Path config = Files.writeString(folder.resolve("chaos.yaml"), """
                sequences:
                  evening: [{ for: 2m, rules: { slow: { at: jdbc.commit, fault: { latency: 50ms } } } }]
                  on-call: { start: false, acts: [{ for: 5m }] }
                """);
        try (ChildJvm child = ChildJvm.on(Jdk.current())
                .agent(Jars.agent(), "config=" + config)
                .run(EmptyMain.class)) {
            assertThat(child.exitStatus()).isEqualTo(7);
            assertThat(child.errors()).containsExactly("chaos: started: evening; waiting to be started: on-call");
        }
    }

    @Test
    void watchedFile_isArmedBeforeMainAndPropertiesDecideAboutItsFlags() throws IOException {
        Path watched = rule("slow: { at: jdbc.commit, fault: { latency: 1ms } }");
        try (ChildJvm child = ChildJvm.on(Jdk.current())
                .with("-Dbluemarble.chaos.flag.slow=maybe")
                .agent(Jars.agent(), "watch=" + watched)
                .run(EmptyMain.class)) {
            assertThat(child.exitStatus()).isEqualTo(7);
            assertThat(child.output()).containsExactly("main ran");
            assertThat(child.errors())
                    .containsExactlyInAnyOrder(
                            "chaos: system property bluemarble.chaos.flag.slow was 'maybe' but must be on or off; it"
                                    + " decides nothing",
                            "chaos: as " + watched + " says: armed: slow");
        }
    }

    @Test
    void temporaryFolderIsMissing_saysSoAndTheServerStarts() {
        try (ChildJvm child = ChildJvm.on(Jdk.current())
                .with("-Djava.io.tmpdir=" + folder.resolve("none"))
                .agent(Jars.agent(), "")
                .run(EmptyMain.class)) {
            assertThat(child.exitStatus()).isEqualTo(7);
            assertThat(child.errors())
                    .singleElement()
                    .asString()
                    .startsWith("chaos: off: the agent could not start")
                    .endsWith("but must be a writable folder; give another with -Djava.io.tmpdir=...");
        }
    }

    @Test
    void severalJvmsStartAtOnce_shareOneCopyOfCore() throws IOException {
        List<ChildJvm> children = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                children.add(ChildJvm.on(Jdk.current())
                        .with("-Djava.io.tmpdir=" + folder)
                        .agent(Jars.agent(), "")
                        .run(EmptyMain.class));
            }

            assertThat(children).allSatisfy(child -> {
                assertThat(child.exitStatus()).isEqualTo(7);
                assertThat(child.errors()).isEmpty();
            });
        } finally {
            children.forEach(ChildJvm::close);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().contains("hsperfdata")))
                    .singleElement()
                    .asString()
                    .endsWith(".jar");
        }
    }

    @Test
    void agentGivenTwice_isStartedOnceAndSaysSo() {
        try (ChildJvm child = ChildJvm.on(Jdk.current())
                .agent(Jars.agent(), "")
                .agent(Jars.agent(), "seed=1")
                .run(EmptyMain.class)) {
            assertThat(child.exitStatus()).isEqualTo(7);
            assertThat(child.errors())
                    .containsExactly("chaos: the agent is in this JVM already, by -javaagent; nothing was changed,"
                            + " and its options cannot be: 'seed=1'");
        }
    }

    private Path rule(String... rules) throws IOException {
        StringBuilder yaml = new StringBuilder("rules:\n");
        for (String rule : rules) {
            yaml.append("  ").append(rule).append('\n');
        }
        return Files.writeString(folder.resolve("chaos.yaml"), yaml);
    }
}

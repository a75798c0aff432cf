package org.bluemarble.chaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ps",
                "attach",
                "status",
                "arm",
                "explain",
                "watch",
                "enable",
                "disable",
                "release",
                "incidents",
                "sequences",
                "start-sequence",
                "stop-sequence",
                "disarm",
                "kill-switch",
                "reset",
                "declare-point",
                "unweave",
                "journal",
                "replay"
            })
    void everyCommand_helpShowsAnExampleAndTheExitStatus(String command) {
        Cli help = Cli.run(command, "--help");

        assertThat(help.status()).isZero();
        assertThat(help.out())
                .startsWith("Usage: java -jar chaos-agent.jar " + command)
                .contains("Example:\n  java -jar chaos-agent.jar " + command)
                .contains("Exit status:\n  0   done\n")
                .contains("--json");
        assertThat(help.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    }

    @Test
    void noCommand_usageIsShown() {
        Cli nothing = Cli.run();

        assertThat(nothing.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(nothing.err()).contains("Usage: java -jar chaos-agent.jar").contains("no command was given");
    }

    @Test
    void commandMistyped_nearestIsNamed() {
        Cli mistyped = Cli.run("stauts", "1");

        assertThat(mistyped.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(mistyped.err()).contains("'stauts'").contains("did you mean 'status'?");
    }

    @Test
    void argumentMissing_oneLineAndWhereToLook() {
        Cli missing = Cli.run("arm", "4711");

        assertThat(missing.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(missing.err().lines()).hasSize(2);
        assertThat(missing.err()).contains("RULE").contains("try:   java -jar chaos-agent.jar arm --help");
    }

    @Test
    void version_isThatOfTheEngine() {
        assertThat(Cli.run("--version").out()).isEqualToIgnoringNewLines("BlueMarble Chaos 0.1.0");
    }

    @Test
    void mistypedWords_areToldWithWhatWouldBeRight() {
        wrong("'statsu' is no command; did you mean 'status'?", "statsu", "4711");
        wrong("'more' is one word too many", "reset", "4711", "more");
        wrong("--jsn is no option here; did you mean '--json'?", "status", "4711", "--jsn");
        wrong("--count was 'x' but must be a whole number", "watch", "4711", "--count", "x");
        wrong("Missing required parameters: 'PID', 'RULE'", "arm");
    }

    private static void wrong(String line, Object... arguments) {
        Cli answer = Cli.run(arguments);

        assertThat(answer.err().lines().findFirst()).hasValue("chaos: " + line);
        assertThat(answer.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(answer.out()).isEmpty();
    }
}

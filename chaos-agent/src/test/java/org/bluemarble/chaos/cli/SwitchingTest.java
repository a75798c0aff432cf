package org.bluemarble.chaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Flags, disarming and the kill switch. */
class SwitchingTest extends CommandsOnAServer {

    @Test
    void flagSwitched_ruleIsOffAndOnAgain() {
        Cli.run("arm", server.pid(), "slow: fixture.pass latency 1ms ttl=5m");

        assertThat(Cli.run("disable", server.pid(), "slow").out()).isEqualToIgnoringNewLines("disabled slow");
        assertThat(rule("slow").get("enabled").asBoolean()).isFalse();
        assertThat(Cli.run("enable", server.pid(), "slow", "--json").out())
                .isEqualToIgnoringNewLines("{\"ok\":true,\"enabled\":\"slow\"}");
        assertThat(rule("slow").get("enabled").asBoolean()).isTrue();
    }

    @Test
    void flagDecidedAndReleased_statusSaysWhoDecides() {
        Cli.run("arm", server.pid(), "slow: fixture.pass latency 1ms ttl=5m");
        Cli.run("disable", server.pid(), "slow");

        assertThat(Cli.run("status", server.pid()).out()).containsPattern("slow +off by jmx +fixture.pass");
        assertThat(rule("slow").get("decidedBy").asText()).isEqualTo("jmx");
        assertThat(rule("slow").get("decisions").get(1).asText()).isEqualTo("rule says on");
        assertThat(Cli.run("release", server.pid(), "slow").out()).isEqualToIgnoringNewLines("released slow");
        assertThat(rule("slow").get("enabled").asBoolean()).isTrue();
        assertThat(Cli.run("release", server.pid(), "slow").out())
                .isEqualToIgnoringNewLines("nothing to release: no decision about slow was made over JMX");
    }

    @Test
    void flagOfNoRule_isRefused() {
        Cli refused = Cli.run("enable", server.pid(), "slow");

        assertThat(refused.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(refused.err())
                .isEqualToIgnoringNewLines("chaos: id was 'slow' but must be that of an armed rule; none is armed");
    }

    @Test
    void disarmed_oneOrAll() {
        Cli.run("arm", server.pid(), "a: fixture.pass latency 1ms");
        Cli.run("arm", server.pid(), "b: fixture.pass latency 1ms");
        Cli.run("arm", server.pid(), "c: fixture.pass latency 1ms");

        assertThat(Cli.run("disarm", server.pid(), "a").out()).isEqualToIgnoringNewLines("disarmed a");
        assertThat(Cli.run("disarm", server.pid(), "--all").out()).isEqualToIgnoringNewLines("disarmed 2 rules");
        Cli nothing = Cli.run("disarm", server.pid(), "a");
        assertThat(nothing.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(nothing.err()).isEqualToIgnoringNewLines("chaos: no rule 'a' is armed in JVM " + server.pid());
        assertThat(Cli.run("disarm", server.pid()).status()).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void killSwitchThrown_nothingCanBeArmedUntilReset() {
        Cli.run("arm", server.pid(), "slow: fixture.pass latency 1ms");

        assertThat(Cli.run("kill-switch", server.pid(), "--reason", "players complain")
                        .out())
                .isEqualToIgnoringNewLines("kill switch thrown, 1 rule disarmed; 'reset' permits arming again");
        assertThat(Cli.run("status", server.pid()).out())
                .contains("KILL SWITCH THROWN: players complain; 'reset' permits arming again")
                .contains("no rule is armed");
        Cli refused = Cli.run("arm", server.pid(), "slow: fixture.pass latency 1ms");
        assertThat(refused.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(refused.err()).contains("players complain");
        assertThat(Cli.run("reset", server.pid()).status()).isZero();
        assertThat(Cli.run("arm", server.pid(), "slow: fixture.pass latency 1ms")
                        .status())
                .isZero();
    }

    @Test
    void nothingWovenIsTakenOut_isTold() {
        Cli unwoven = Cli.run("unweave", server.pid());

        assertThat(unwoven.status()).isZero();
        assertThat(unwoven.out()).isEqualToIgnoringNewLines("no class had code of the agent");
        assertThat(Cli.run("unweave", server.pid(), "--json").out())
                .isEqualToIgnoringNewLines("{\"ok\":true,\"classes\":0}");
    }
}

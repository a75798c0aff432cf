package org.bluemarble.chaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Sequences on the command line. The server has declared one, and started none. */
class SequenceCommandsTest extends CommandsOnAServer {

    @Test
    void startedAndStopped_listAndAuditShowIt() {
        assertThat(Cli.run("sequences", server.pid()).out())
                .isEqualToIgnoringNewLines("evening: does not run"
                        + "    5m: slow-evening: fixture.pass latency 1ms ttl=5m"
                        + "    1m: a pause");

        Cli started = Cli.run("start-sequence", server.pid(), "evening");

        assertThat(started.out()).isEqualToIgnoringNewLines("started evening");
        assertThat(started.status()).isZero();
        assertThat(Cli.run("sequences", server.pid()).out())
                .matches(
                        "(?s)evening: act 1 of 2 for another (5m|4m\\d+s)\\R  > 5m: slow-evening: .*\\R    1m: a pause\\R");
        assertThat(Cli.run("status", server.pid()).out())
                .containsPattern("SEQUENCE_STARTED +- +jmx +sequence 'evening' with 2 acts")
                .contains("slow-evening");
        Cli stopped = Cli.run("stop-sequence", server.pid(), "evening");
        assertThat(stopped.out()).isEqualToIgnoringNewLines("stopped evening");
        assertThat(stopped.status()).isZero();
        assertThat(Cli.run("status", server.pid()).out())
                .containsPattern("SEQUENCE_ENDED +- +jmx +sequence 'evening' was stopped, in act 1 of 2")
                .contains("no rule is armed");
    }

    @Test
    void askedInJson_answersAreObjects() throws Exception {
        assertThat(Cli.run("start-sequence", server.pid(), "evening", "--json").out())
                .isEqualToIgnoringNewLines("{\"ok\":true,\"started\":\"evening\"}");

        JsonNode seen = JSON.readTree(
                        Cli.run("sequences", server.pid(), "--json").out())
                .get("sequences")
                .get(0);

        assertThat(seen.get("name").asText()).isEqualTo("evening");
        assertThat(seen.get("running").asBoolean()).isTrue();
        assertThat(seen.get("act").asInt()).isEqualTo(1);
        assertThat(seen.get("timeLeftMillis").asLong()).isBetween(1L, 300_000L);
        assertThat(seen.get("acts")).hasSize(2);
        assertThat(Cli.run("stop-sequence", server.pid(), "evening", "--json").out())
                .isEqualToIgnoringNewLines("{\"ok\":true,\"stopped\":\"evening\"}");
    }

    @Test
    void whatCannotBe_isRefused() {
        Cli unknown = Cli.run("start-sequence", server.pid(), "evenin");
        assertThat(unknown.err())
                .isEqualToIgnoringNewLines(
                        "chaos: name was 'evenin' but must be that of a known sequence; known: evening");
        assertThat(unknown.status()).isEqualTo(ExitStatus.REFUSED);

        Cli idle = Cli.run("stop-sequence", server.pid(), "evening");
        assertThat(idle.err()).isEqualToIgnoringNewLines("chaos: no sequence 'evening' runs in JVM " + server.pid());
        assertThat(idle.status()).isEqualTo(ExitStatus.REFUSED);

        Cli.run("start-sequence", server.pid(), "evening");
        Cli twice = Cli.run("start-sequence", server.pid(), "evening");
        assertThat(twice.err())
                .isEqualToIgnoringNewLines(
                        "chaos: sequence 'evening' runs already; stop it first, or choose another name");
        assertThat(twice.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(Cli.run("start-sequence", server.pid()).status()).isEqualTo(ExitStatus.USAGE);
    }
}

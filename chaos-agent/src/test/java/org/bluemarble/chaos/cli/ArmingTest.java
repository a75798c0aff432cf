package org.bluemarble.chaos.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code arm} tells at once, so that nobody has to ask why a rule does not fire. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ArmingTest {

    private static final String REMARK = "no class of this point is loaded so far; it takes effect when one is";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static FixtureJvm server;

    @BeforeAll
    static void start() throws Exception {
        server = FixtureJvm.withChaos();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @AfterEach
    void disarm() {
        Cli.run("disarm", server.pid(), "--all");
    }

    @Test
    void noClassOfThePointIsLoaded_isRemarked() throws Exception {
        Cli words = Cli.run("arm", server.pid(), "idle: fixture.idle latency 1ms");
        Cli json = Cli.run("arm", server.pid(), "--json", "idle-too: fixture.idle latency 1ms");

        assertThat(words.out()).matches("armed idle, until 20\\S+Z\\R" + REMARK + "\\R");
        assertThat(words.status()).isZero();
        assertThat(JSON.readTree(json.out()).get("remark").asText()).isEqualTo(REMARK);
        JsonNode status =
                JSON.readTree(Cli.run("status", server.pid(), "--json").out());
        assertThat(status.get("rules").get(0).get("remark").asText()).isEqualTo(REMARK);
    }

    @Test
    void classOfThePointIsThere_nothingIsRemarked() throws Exception {
        assertThat(Cli.run("arm", server.pid(), "busy: fixture.pass latency 1ms")
                        .out())
                .matches("armed busy, until 20\\S+Z\\R");
        assertThat(JSON.readTree(Cli.run("arm", server.pid(), "--json", "busy-too: fixture.pass latency 1ms")
                                .out())
                        .get("remark")
                        .isNull())
                .isTrue();
    }

    @Test
    void armedUnderALease_theSameIsRemarked() throws Exception {
        StringBuilder said = new StringBuilder();
        Thread command = new Thread(
                () -> said.append(Cli.run("arm", server.pid(), "--lease", "1s", "idle: fixture.idle latency 1ms ttl=5m")
                        .out()));
        command.start();
        await("the rule to be armed")
                .atMost(30, SECONDS)
                .until(() -> Cli.run("status", server.pid()).out().contains("fixture.idle"));

        command.interrupt();
        command.join();

        assertThat(said.toString()).contains("Ctrl-C disarms it" + System.lineSeparator() + REMARK);
    }
}

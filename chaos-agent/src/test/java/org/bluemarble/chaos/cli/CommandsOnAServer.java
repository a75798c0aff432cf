package org.bluemarble.chaos.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** Commands against one server that runs; whatever they armed has ended when the next test begins. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class CommandsOnAServer {

    static final ObjectMapper JSON = new ObjectMapper();

    static FixtureJvm server;

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
        Cli.run("reset", server.pid());
    }

    static boolean isArmed(String id) {
        return Cli.run("status", server.pid(), "--json").out().contains("\"id\":\"" + id + "\"");
    }

    static JsonNode status() {
        try {
            return JSON.readTree(Cli.run("status", server.pid(), "--json").out());
        } catch (JsonProcessingException wrong) {
            throw new AssertionError(wrong);
        }
    }

    static JsonNode rule(String id) {
        for (JsonNode rule : status().get("rules")) {
            if (rule.get("id").asText().equals(id)) {
                return rule;
            }
        }
        throw new AssertionError("no rule " + id);
    }
}

package org.bluemarble.chaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Incidents on the command line: several rules under one name. */
class IncidentCommandsTest extends CommandsOnAServer {

    @Test
    void incidentArmedAndDisarmed_itsRulesAreOne() throws Exception {
        Cli list = Cli.run("incidents", server.pid());
        assertThat(list.status()).isZero();
        assertThat(list.out())
                .contains("login-outage: The login service is slow, then fails; players who are in stay in.")
                .contains("    point (text; required): the named point that logins pass")
                .contains("redis-failover: ")
                .contains("    not available: it needs chaos-redis, which is not here");

        // A share that never comes: what it throws would end the server.
        Cli armed = Cli.run("arm", server.pid(), "incident:login-outage", "point=fixture.pass", "share=0.0000001%");

        assertThat(armed.err()).isEmpty();
        assertThat(armed.out()).isEqualToIgnoringNewLines("armed incident:login-outage");
        assertThat(status().get("rules")).hasSize(2);
        assertThat(Cli.run("explain", server.pid(), "incident:login-outage").out())
                .contains("what     The login service is slow, then fails")
                .contains("login-outage-slow: fixture.pass latency 3s")
                .contains("login-outage-fail: fixture.pass exception");
        Cli.run("disable", server.pid(), "incident:login-outage");
        assertThat(rule("login-outage-slow").get("enabled").asBoolean()).isFalse();
        assertThat(rule("login-outage-fail").get("decidedBy").asText()).isEqualTo("jmx");
        assertThat(JSON.readTree(Cli.run("incidents", server.pid(), "--json").out())
                        .findValuesAsText("armed"))
                .contains("true");
        assertThat(Cli.run("disarm", server.pid(), "incident:login-outage").out())
                .isEqualToIgnoringNewLines("disarmed incident:login-outage");
        assertThat(status().get("rules")).isEmpty();
    }

    @Test
    void incidentUnknownOrWrong_isRefusedWithWhatIsNear() {
        Cli unknown = Cli.run("arm", server.pid(), "incident:login-outtage");
        Cli wrong = Cli.run("arm", server.pid(), "incident:login-outage", "dellay=1ms", "duration=10");

        assertThat(unknown.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(unknown.err()).contains("did you mean 'login-outage'?");
        assertThat(wrong.err())
                .contains("3 problems in incident:")
                .contains("dellay is unknown; did you mean 'delay'?")
                .contains("duration was '10' but needs a unit, for example 10ms")
                .contains("point is missing: the named point that logins pass");
    }
}

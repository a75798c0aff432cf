package org.bluemarble.chaos.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bluemarble.chaos.ArmedIncident;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.ChaosEvent;
import org.bluemarble.chaos.Incident;
import org.bluemarble.chaos.Lease;
import org.bluemarble.chaos.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentFileTest {

    @TempDir
    static Path folder;

    private final Chaos chaos = Chaos.create("incident");

    @BeforeAll
    static void addOwn() throws IOException {
        IncidentFile.add(Files.writeString(folder.resolve("own.yaml"), """
                points: [incident.login, incident.logout]
                incidents:
                  own-outage:
                    summary: Logins are slow and fail.
                    parameters:
                      delay: { type: duration, default: 1ms, about: how long a login takes }
                      player: { optional: true, about: whose logins; anybody's if left out }
                    rules:
                      slow:
                        at: incident.login
                        where: { player: "${player}" }
                        fault: { latency: "${delay}" }
                        bounds: { ttl: 5m }
                      fail: { at: incident.logout, fault: crash, when: { nth: 3 } }
                  harmless:
                    summary: Logins are slow.
                    rules:
                      one: { at: incident.login, fault: { latency: 1ms } }
                      two: { at: incident.logout, fault: { latency: 1ms } }
                  elsewhere:
                    summary: Something of a module that nobody has.
                    needs: [chaos-nowhere]
                    rules:
                      gone: { at: nowhere.call, fault: vanish }
                """));
    }

    @AfterEach
    void close() {
        chaos.close();
    }

    private List<String> problems(String line) {
        return chaos.incidents().check(line).stream().map(Problem::toString).toList();
    }

    @Test
    void incidentArmed_itsRulesAreArmedSwitchedAndDisarmedAsOne() {
        ArmedIncident armed = chaos.incidents().arm("harmless");

        assertThat(chaos.rules()).extracting(ArmedRule::id).containsExactly("harmless-one", "harmless-two");
        assertThat(chaos.incidents().armed("harmless")).contains(armed);
        armed.disable();
        assertThat(chaos.rules()).noneMatch(ArmedRule::isEnabled);
        armed.enable();
        assertThat(chaos.rules()).allMatch(ArmedRule::isEnabled);
        armed.rules().get(0).disarm();
        assertThat(armed.isArmed()).isTrue();
        armed.close();
        armed.close();
        assertThat(chaos.rules()).isEmpty();
        assertThat(chaos.incidents().armed("harmless")).isEmpty();
        assertThat(chaos.incidents().arm("incident:harmless").isArmed()).isTrue();
    }

    @Test
    void incidentArmedUnderALease_endsWithIt() {
        try (Lease lease = chaos.openLease(Duration.ofMinutes(1))) {
            assertThat(lease.armIncident("incident:harmless").isArmed()).isTrue();
            assertThat(chaos.rules()).hasSize(2).allMatch(rule -> lease.id().equals(rule.lease()));
        }

        assertThat(chaos.rules()).isEmpty();
    }

    @Test
    void oneRuleForbidden_noneIsArmedAndTheAuditSaysSo() {
        assertThatThrownBy(() -> chaos.incidents().arm("own-outage"))
                .isInstanceOf(ChaosConfigurationException.class)
                .hasMessageStartingWith(
                        "incident 'own-outage': line 14, column 43  incidents.own-outage.rules.fail.fault was crash,"
                                + " which is destructive");

        assertThat(chaos.rules()).isEmpty();
        assertThat(chaos.events())
                .last()
                .satisfies(event -> assertThat(event.kind()).isEqualTo(ChaosEvent.Kind.REFUSED));
    }

    @Test
    void unknownNameOrParameter_isToldWithTheNearest() {
        assertThat(problems("incident:harmles"))
                .containsExactly(
                        "column 10  incident was 'harmles', which is no known incident; did you mean 'harmless'?");
        assertThat(problems("own-outage dellay=1ms"))
                .containsExactly("column 12  dellay is unknown; did you mean 'delay'?");
        assertThat(problems("own-outage delay=5 delay=6ms"))
                .containsExactly(
                        "column 18  delay was '5' but needs a unit, for example 5ms",
                        "column 20  delay was given twice; leave one of them out");
        assertThat(problems("own-outage delay"))
                .containsExactly("column 17  found nothing but must find '=' between a parameter and its value, as in"
                        + " duration=10s");
        assertThat(problems("harmless")).isEmpty();
        assertThatThrownBy(() -> chaos.incidents().arm("incident:harmles"))
                .hasMessageEndingWith("did you mean 'harmless'?");
    }

    @Test
    void armedAlready_isRefused() {
        chaos.incidents().arm("harmless");

        assertThat(problems("harmless")).containsExactly("it is armed already; disarm it first");
        assertThatThrownBy(() -> chaos.incidents().arm("harmless"))
                .hasMessage("incident 'harmless': it is armed already; disarm it first");
    }

    @Test
    void moduleNotThere_incidentIsListedAsUnavailableAndRefusedWithTheReason() {
        Incident elsewhere = chaos.incidents().all().stream()
                .filter(incident -> incident.name().equals("elsewhere"))
                .findFirst()
                .orElseThrow();

        assertThat(chaos.incidents().unavailable(elsewhere)).contains("it needs chaos-nowhere, which is not here");
        assertThatThrownBy(() -> chaos.incidents().arm("elsewhere"))
                .hasMessage("incident 'elsewhere': it needs chaos-nowhere, which is not here");
        assertThat(chaos.explain("incident:elsewhere").text())
                .contains("refused  it needs chaos-nowhere, which is not here")
                .contains("rule     elsewhere-gone");
    }

    @Test
    void explained_saysWhatItConsistsOf() {
        assertThat(chaos.explain("incident:own-outage player=p1").text())
                .contains("what     Logins are slow and fail. (" + folder.resolve("own.yaml") + ")")
                .contains("with     delay=1ms: how long a login takes")
                .contains("rule     own-outage-slow: incident.login[player=p1] latency 1ms ttl=5m")
                .contains("refused  line 14");
        chaos.incidents().arm("harmless");
        assertThat(chaos.explain("incident:harmless").text()).contains("flag     on, as the rule was armed");
    }

    @Test
    void builtInIncidents_areKnownWithoutTheirModulesAndSayWhatIsMissing() {
        assertThat(chaos.incidents().all())
                .extracting(Incident::name)
                .contains("db-failover", "redis-failover", "bad-wifi", "mobile-train", "login-outage", "gc-pause");
        assertThat(chaos.incidents().all())
                .filteredOn(incident -> incident.name().equals("redis-failover"))
                .hasSize(1)
                .allSatisfy(incident -> assertThat(chaos.incidents().unavailable(incident))
                        .contains("it needs chaos-redis, which is not here"));
    }

    @Test
    void nameOfABuiltInOne_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("again.yaml"), """
                incidents:
                  db-failover: { summary: Mine., rules: { a: { at: incident.login, fault: { latency: 1ms } } } }
                  quite-new: { summary: Mine., rules: { a: { at: incident.login, fault: { latency: 1ms } } } }
                """);
        Chaos.point("incident.login");

        assertThatThrownBy(() -> IncidentFile.add(file))
                .isInstanceOf(ChaosConfigurationException.class)
                .hasMessage(
                        file + ": incidents.db-failover has the name of an incident that is built in; choose another");
        assertThat(problems("quite-new")).as("all or none").isNotEmpty();
    }

    @Test
    void fileWithManyProblems_tellsAllOfThemByLine() {
        assertThatThrownBy(() -> IncidentFile.read("own.yaml", """
                        points: [incident.login]
                        incidents:
                          Bad_name:
                            summary: x
                            rules: {}
                          a:
                            parameters:
                              delay: { type: time, default: 1ms }
                              many: { type: number, default: lots, about: many }
                              both: { default: x, optional: true, about: both }
                            rules:
                              slow: { at: incident.login, fault: { latency: "${dellay}" } }
                          b:
                            summary: x
                            rules:
                              slow: { at: incident.logni, fault: { latency: 1 } }
                          c: { summary: x, rulez: {} }
                        """)).hasMessage("""
                        12 problems in own.yaml:
                          line 3, column 3    incidents.Bad_name must have a name of 1 to 64 lower-case letters, digits and hyphens that begins with a letter or digit
                          line 5, column 5    incidents.Bad_name.rules was empty but must hold at least one rule
                          line 6, column 3    incidents.a.summary is missing; say what happens, in one sentence
                          line 8, column 7    incidents.a.parameters.delay.about is missing; say what the parameter means
                          line 8, column 22   incidents.a.parameters.delay.type was 'time' but must be text, duration, probability or number
                          line 9, column 38   incidents.a.parameters.many.default was 'lots' but must be a whole number
                          line 10, column 24  incidents.a.parameters.both.default is never used, because the parameter is optional; leave one of them out
                          line 12, column 53  incidents.a names 'dellay', which is none of its parameters; it has many and both
                          line 16, column 19  incidents.b.rules.slow.at was 'incident.logni', which no module provides; did you mean 'incident.login'?
                          line 16, column 53  incidents.b.rules.slow.fault.latency was '1' but needs a unit, for example 1ms
                          line 17, column 3   incidents.c.rules is missing; say which rules make it up
                          line 17, column 20  incidents.c.rulez is unknown; did you mean 'rules'?""");
    }

    @Test
    void aliasLeadsBackToItself_isRefusedAndNothingHangs() {
        assertThatThrownBy(() -> IncidentFile.read("loop.yaml", """
                        incidents:
                          loop:
                            summary: Round and round.
                            parameters:
                              table: { optional: true, about: a table }
                            rules: &r
                              a: *r
                        """))
                .isInstanceOf(ChaosConfigurationException.class)
                .hasMessageContaining("line 7");
    }

    @Test
    void fileAddedAgain_replacesWhatItBroughtBefore() throws IOException {
        Chaos.point("incident.login");
        Path file = folder.resolve("twice.yaml");
        String text = "incidents: { twice: { summary: %s, rules: { a: { at: incident.login, fault: hang } } } }";
        IncidentFile.add(Files.writeString(file, text.formatted("First.")));

        IncidentFile.add(Files.writeString(file, text.formatted("Second.")));

        assertThat(chaos.explain("incident:twice").text()).contains("what     Second.");
    }

    @Test
    void valueThatLooksLikeAPlace_isTakenAsItIs() {
        assertThat(chaos.explain("incident:own-outage player='${delay}'").text())
                .contains("player=${delay}");
    }
}

package org.bluemarble.chaos.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.Problem;
import org.bluemarble.chaos.fuzz.Fuzz;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files of rules with every key, of sequences, flags, incidents and ceilings, and lines that arm incidents. */
class OtherFilesFuzzTest {

    private static final List<String> RULES = List.of("""
            seed: 7
            points: [generated.plain]
            rules:
              grow:
                at: generated.plain
                where: { player: { any: [a, { glob: "b*" }, { regex: "^c{1,3}$" }, { prefix: d }] }, cohort: 5%/player }
                fault: { latency: 250ms, jitter: 20ms }
                when: { ramp: 1%..30%/8m, window: ..9m, after-rule: step/30s }
                bounds: { limit: 10, ttl: 20m, per-second: 5, players: 3, total-delay: 1m, concurrent: 2 }
              step: { at: generated.wire, where: { rows: { from: 10, to: 50 }, dry: { not: true } }, fault: { hang: 3s },
                when: { steps: [1%/2m, 5%/2m, 30%], rate: 5/s }, bounds: { ttl: 30m }, dry-run: true, allow-blocking: true }
            """, """
            points: [generated.plain]
            rules:
              hours: { at: generated.plain, fault: exception, when: { hours: 21:00..23:00, days: [mon..wed, sat], zone: UTC } }
              burst: { at: generated.plain, fault: { hang: 1s }, when: { burst: 10/200/90%/2%, stack: com.game.Trade#commit } }
            sequences:
              evening:
                - for: 2m
                  rules:
                    slow: { at: generated.plain, fault: { latency: 50ms }, when: { steps: [1%/30s, 50%] } }
                - for: 1m
            flags: { hours: off, burst: on, other: true }
            """);

    private static final List<String> INCIDENTS = List.of("""
            points: [generated.plain, generated.other]
            incidents:
              own-outage:
                summary: Logins are slow and fail.
                parameters:
                  delay: { type: duration, default: 1ms, about: how long a login takes }
                  share: { type: probability, default: 5%, about: of the logins }
                  player: { optional: true, about: whose logins; anybody's if left out }
                rules:
                  slow: { at: generated.plain, where: { player: "${player}" }, fault: { latency: "${delay}" },
                    when: { probability: "${share}" }, bounds: { ttl: 5m } }
                  fail: { at: generated.other, fault: crash, when: { nth: 3 } }
            """);

    private static final List<String> CEILINGS = List.of("""
            allow: [crash, hang]
            highest-ttl: 30m
            highest-share: 5%
            highest-player-share: 10%
            highest-players: 100
            protect: { player: [gm-1, { glob: "gm-*" }], table: { prefix: ledger }, session: { not: { regex: "^test-" } } }
            hours: 09:00..17:00
            days: mon..fri
            zone: Europe/Berlin
            dry-run: false
            """);

    @BeforeAll
    static void knowTheModule() {
        RuleGenerator.Module.load();
    }

    @Test
    void ruleFiles() {
        Fuzz.reading("rule files", RULES, 1_500, text -> {
            RuleFile file = RuleFile.read("fuzz.yaml", text);
            assertThat(RuleFile.read("again.yaml", "points: [generated.plain]\n" + RuleFile.write(file.rules()))
                            .rules())
                    .isEqualTo(file.rules());
        });
    }

    @Test
    void incidentFiles() {
        Fuzz.reading("incident files", INCIDENTS, 1_500, text -> IncidentFile.read("fuzz.yaml", text));
    }

    @Test
    void ceilingFiles() {
        Fuzz.reading("ceiling files", CEILINGS, 1_500, text -> CeilingFile.check("fuzz.yaml", text));
    }

    @Test
    void linesOfIncidents() {
        List<String> lines = List.of(
                "incident:bad-wifi share=5%",
                "incident:db-failover duration=10s",
                "incident:login-outage player=p1 delay=3s",
                "incident:gc-pause",
                "incident:slow-disk");
        try (Chaos chaos = Chaos.create("fuzzed-incidents")) {
            Fuzz.reading("lines of incidents", lines, 1_500, line -> {
                List<Problem> problems = chaos.incidents().check(line);
                assertThat(chaos.explain("incident:" + line).text()).isNotBlank();
                // The points of what a game server uses are not known here.
                if (problems.stream().anyMatch(problem -> problem.position() != null)) {
                    throw new ChaosConfigurationException("incident", problems);
                }
            });
        }
    }
}

package org.bluemarble.chaos.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Ceiling;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.RuleSequence;
import org.bluemarble.chaos.RunningSequence;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SequenceFileTest {

    private static final String EVENING = """
            points: [generated.plain]
            rules:
              always: { at: generated.plain, fault: { latency: 1ms } }
            sequences:
              evening:
                - for: 2m
                  rules:
                    slow: { at: generated.plain, fault: { latency: 50ms }, when: { steps: [1%/30s, 50%] } }
                - for: 1m
                - for: 30m
                  rules:
                    slow: { at: generated.plain, fault: { latency: 250ms } }
                    short: { at: generated.plain, fault: exception, bounds: { ttl: 5m } }
            """;

    @BeforeAll
    static void knowThePoints() {
        RuleGenerator.Module.load();
    }

    @Test
    void sequences_areReadWithTheirActs() {
        RuleFile file = RuleFile.read("evening.yaml", EVENING);

        assertThat(file.sequences()).hasSize(1);
        RuleSequence evening = file.sequences().get(0);
        assertThat(evening.name()).isEqualTo("evening");
        assertThat(evening.acts())
                .extracting(RuleSequence.Act::lasts)
                .containsExactly(Duration.ofMinutes(2), Duration.ofMinutes(1), Duration.ofMinutes(30));
        assertThat(evening.acts().get(0).rules())
                .extracting(FaultRule::line)
                .containsExactly("slow: generated.plain latency 50ms steps=\"1%/30s,50%\" ttl=2m");
        assertThat(evening.acts().get(1).rules()).isEmpty();
        assertThat(evening.acts().get(2).rules())
                .extracting(rule -> rule.bounds().ttl())
                .containsExactly(Duration.ofMinutes(30), Duration.ofMinutes(5));
    }

    @Test
    void fileIsArmed_rulesAndFirstActsAreThere() {
        try (Chaos chaos = Chaos.create("sequence-file")) {
            RuleFile.read("evening.yaml", EVENING).armIn(chaos);

            assertThat(chaos.rules()).extracting(ArmedRule::id).containsExactly("always", "slow");
            assertThat(chaos.sequences()).extracting(RunningSequence::act).containsExactly(1);
        }
    }

    @Test
    void sequenceThatWaits_isKnownAndNotStarted() {
        RuleFile file = RuleFile.read("waits.yaml", """
                points: [generated.plain]
                sequences:
                  waits: { start: false, acts: [{ for: 2m, rules: { slow: { at: generated.plain, fault: hang } } }] }
                  starts: { acts: [{ for: 1m }] }
                """);
        try (Chaos chaos = Chaos.builder("sequence-waits")
                .ceiling(Ceiling.DEFAULT.allowing("hang"))
                .build()) {
            file.armIn(chaos);

            assertThat(file.sequences()).extracting(RuleSequence::name).containsExactly("waits", "starts");
            assertThat(chaos.rules()).isEmpty();
            assertThat(chaos.sequences())
                    .extracting(running -> running.sequence().name())
                    .containsExactly("starts");
        }
    }

    @Test
    void sequenceThatSaysMoreThanItsActs_isCheckedLikeOthers() {
        assertThatThrownBy(() -> RuleFile.read("wrong.yaml", """
                sequences:
                  a: { start: no, acts: [{ for: 1m }] }
                  b: { star: false, acts: [{ for: 1m }] }
                  c: { start: false }
                  d: { acts: 2m }
                """)).hasMessage("""
                        4 problems in wrong.yaml:
                          line 2, column 15  sequences.a.start was 'no' but must be true or false
                          line 3, column 8   sequences.b.star is unknown; did you mean 'start'?
                          line 4, column 6   sequences.c.acts is missing; give a list of acts, for example [{ for: 2m, rules: { ... } }]
                          line 5, column 14  sequences.d must be a list of acts, for example [{ for: 2m, rules: { ... } }]""");
    }

    @Test
    void sequencesThatAreWrong_areRefusedWhereTheyAre() {
        assertThatThrownBy(() -> RuleFile.read("wrong.yaml", """
                sequences:
                  Evening:
                    - for: 2m
                  none: []
                  text: 2m
                  late:
                    - rules: {}
                    - for: 0s
                      rule: {}
                    - for: soon
                      rules: { slow: { at: generated.plain, fault: latenci } }
                """)).hasMessage("""
                        9 problems in wrong.yaml:
                          line 2, column 3    sequences.Evening must be named with 1 to 64 lower-case letters, digits and hyphens, and begin with a letter or digit
                          line 4, column 9    sequences.none had 0 acts but must have 1 to 100
                          line 5, column 9    sequences.text must be a list of acts, for example [{ for: 2m, rules: { ... } }]
                          line 7, column 7    sequences.late[0].for is missing; say how long the act lasts, for example 2m
                          line 8, column 12   sequences.late[1].for was 0s but must be at least 1ms
                          line 9, column 7    sequences.late[1].rule is unknown; did you mean 'rules'?
                          line 10, column 12  sequences.late[2].for was 'soon' but must be a number and a unit (ns, us, ms, s, m or h), for example 250ms
                          line 11, column 16  rules.slow.fault.delay is missing; give a delay, for example 250ms, or a distribution
                          line 11, column 52  rules.slow.fault was 'latenci', which no module provides; did you mean 'latency'?""");
    }
}

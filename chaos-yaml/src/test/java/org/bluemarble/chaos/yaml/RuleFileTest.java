package org.bluemarble.chaos.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Ceiling;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.ChaosEvent;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.Latency;
import org.bluemarble.chaos.Selector;
import org.bluemarble.chaos.ValuePattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFileTest {

    @Test
    void fileWithEveryPart_isRead() {
        RuleFile file = RuleFile.read("chaos.yaml", """
                seed: -42
                points: [trade.after-debit]
                rules:
                  slow-trades:
                    at: trade.after-debit
                    where: { player: { not: [p1, "p 2"] } }
                    fault: { latency: 250ms, jitter: 20ms }
                """);

        assertThat(file.seed()).isEqualTo(-42L);
        assertThat(file.points()).containsExactly("trade.after-debit");
        assertThat(file.rules())
                .containsExactly(FaultRule.named("slow-trades")
                        .at("trade.after-debit")
                        .whereNot("player", "p1")
                        .whereNot("player", "p 2")
                        .inject(Latency.of(Duration.ofMillis(250)).withJitter(Duration.ofMillis(20)))
                        .build());
        assertThat(RuleFile.read("again", "points: [trade.after-debit]\n" + RuleFile.write(file.rules()))
                        .rules())
                .isEqualTo(file.rules());
    }

    @Test
    void fileWithManyProblems_tellsAllOfThemByLine() {
        assertThatThrownBy(() -> RuleFile.read("chaos.yaml", """
                rules:
                  lose-ack:
                    at: trade.after-debit
                    fault: crash
                    when: { probability: 150% }
                    boundz: { ttl: 5m }
                  slow-login:
                    at: trade.after-debi
                    fault:
                      latency: 250
                points: [trade.after-debit, Trade]
                """))
                .isInstanceOf(ChaosConfigurationException.class)
                .hasMessage("""
                        5 problems in chaos.yaml:
                          line 5, column 26   rules.lose-ack.when.probability was 150% but must lie between 0% and 100%; 100% disturbs every call
                          line 6, column 5    rules.lose-ack.boundz is unknown; did you mean 'bounds'?
                          line 8, column 9    rules.slow-login.at was 'trade.after-debi', which no module provides; did you mean 'trade.after-debit'?
                          line 10, column 16  rules.slow-login.fault.latency was '250' but needs a unit, for example 250ms
                          line 11, column 29  points was 'Trade' but must read target.operation in lower-case letters, digits and hyphens, for example trade.after-debit""");
    }

    @Test
    void fileInJson_isReadAsWellAndItsProblemsHaveTheirColumns() {
        assertThatThrownBy(
                        () -> RuleFile.read(
                                "chaos.json",
                                "{\"points\":[\"trade.json\"],\"rules\":{\"a\":{\"at\":\"trade.jsn\",\"fault\":{\"latency\":250}}}}"))
                .isInstanceOf(ChaosConfigurationException.class)
                .hasMessage("""
                        2 problems in chaos.json:
                          line 1, column 45  rules.a.at was 'trade.jsn', which no module provides; did you mean 'trade.json'?
                          line 1, column 76  rules.a.fault.latency was '250' but needs a unit, for example 250ms""");
        assertThatThrownBy(() -> RuleFile.read("cut.json", "{\"rules\": {\"a\": "))
                .isInstanceOf(ChaosConfigurationException.class)
                .hasMessageStartingWith("cut.json: line 1, column 17  this cannot be read as YAML: ");
    }

    @Test
    void noRules_areWrittenAndRead() {
        assertThat(RuleFile.read("none", RuleFile.write(List.of())).rules()).isEmpty();
    }

    @TempDir
    Path directory;

    @Test
    void rulesOfAFile_areArmedTogether_andDeclareTheirPoints() throws IOException {
        Path file = Files.writeString(directory.resolve("chaos.yaml"), """
                points: [rule-file.not-loaded]
                rules:
                  a: { at: rule-file.not-loaded, fault: { latency: 1ms } }
                  b: { at: rule-file.not-loaded, fault: { exception: java.io.IOException }, enabled: false }
                """);
        Chaos chaos = Chaos.builder("file").build();

        List<ArmedRule> armed = RuleFile.read(file).armIn(chaos);

        assertThat(armed).extracting(ArmedRule::id).containsExactly("a", "b");
        assertThat(armed).extracting(ArmedRule::isEnabled).containsExactly(true, false);
        assertThat(chaos.disarmAll()).isEqualTo(2);
    }

    @Test
    void ceilingForbidsWhatTheFileHolds_isToldByLineTogetherWithWhatCannotBeRead() throws IOException {
        Path file = Files.writeString(directory.resolve("chaos.yaml"), """
                points: [rule-file.not-loaded]
                rules:
                  a:
                    at: rule-file.not-loaded
                    fault: crash
                    bounds: { limit: -3, ttl: 2h }
                  b: { at: rule-file.not-loadde, fault: { latency: 1 } }
                """);

        assertThatThrownBy(() -> RuleFile.read(file, Ceiling.DEFAULT))
                .isInstanceOf(ChaosConfigurationException.class)
                .hasMessage("""
                        5 problems in %s:
                          line 5, column 12  rules.a.fault was crash, which is destructive and not among what the ceiling allows (nothing); start the JVM with the agent option allow=crash or name it under allow: in the ceiling file
                          line 6, column 22  rules.a.bounds.limit was -3 but must lie between 1 and 1000000000000
                          line 6, column 31  rules.a.bounds.ttl was 2h but must be at most 1h, the ceiling's highest
                          line 7, column 12  rules.b.at was 'rule-file.not-loadde', which no module provides; did you mean 'rule-file.not-loaded'?
                          line 7, column 52  rules.b.fault.latency was '1' but needs a unit, for example 1ms""".formatted(file));
    }

    @Test
    void engineForbidsWhatTheFileHolds_isToldByFileAndLineAndNothingIsArmed() {
        Chaos.point("rule-file.x");
        RuleFile file = RuleFile.read("chaos.yaml", """
                rules:
                  a: { at: rule-file.x, fault: { latency: 1ms } }
                  b:
                    at: rule-file.x
                    fault: crash
                """);
        try (Chaos chaos = Chaos.create("file-forbidden")) {
            chaos.arm("a: rule-file.x latency 1ms");

            assertThatThrownBy(() -> file.armIn(chaos))
                    .isInstanceOf(ChaosConfigurationException.class)
                    .hasMessage("""
                            2 problems in chaos.yaml:
                              line 2, column 3   rules.a.id was 'a', which is armed already; disarm it first, or choose another id
                              line 5, column 12  rules.b.fault was crash, which is destructive and not among what the ceiling allows (nothing); start the JVM with the agent option allow=crash or name it under allow: in the ceiling file""");
            assertThat(chaos.rules()).extracting(ArmedRule::id).containsExactly("a");
            assertThat(chaos.events()).last().satisfies(event -> {
                assertThat(event.kind()).isEqualTo(ChaosEvent.Kind.REFUSED);
                assertThat(event.actor()).isEqualTo("file:chaos.yaml");
            });
        }
    }

    @Test
    void missingFile_isToldWithWhereItWasLookedFor() {
        Path file = directory.resolve("nowhere.yaml");

        assertThatThrownBy(() -> RuleFile.read(file))
                .isInstanceOf(ChaosConfigurationException.class)
                .hasMessage(file + ": the file does not exist; it was looked for at " + file);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            rules: [a] | line 1, column 8  rules was a list but must be a mapping, for example lose-ack: { at: ..., fault: ... }
            rules: | line 1, column 7  rules was empty but must be a mapping, for example lose-ack: { at: ..., fault: ... }
            rule: {} | line 1, column 1  rule is unknown; did you mean 'rules'?
            [rules] | line 1, column 1  the file was a list but must be a mapping, for example rules: { ... }, points: [ ... ]
            points: trade.after | line 1, column 9  points was one value but must be a list, for example [trade.after-debit]
            points: [[a]] | line 1, column 10  points was a list but must be one value
            seed: soon | line 1, column 7  seed was 'soon' but must be a whole number
            seed: | line 1, column 6  seed has no value; give one, or leave the key out
            rules: { a: crash } | line 1, column 13  rules.a was one value but must be a mapping, for example { at: jdbc.commit, fault: lost-ack }
            rules: { a: { at: [x], fault: hang } } | line 1, column 19  rules.a.at was a list but must be one value
            rules: { a: { at: , fault: hang } } | line 1, column 18  rules.a.at has no value; give one, or leave the key out
            rules: { a: { at: rule-file.x, fault: {} } } | line 1, column 39  rules.a.fault was empty but must name a fault, for example { latency: 250ms }
            rules: { a: { at: rule-file.x, fault: [hang] } } | line 1, column 39  rules.a.fault was a list but must be a mapping, for example { latency: 250ms, jitter: 20ms }
            rules: { a: { at: rule-file.x, fault: hang, when: 1% } } | line 1, column 51  rules.a.when was one value but must be a mapping, for example { probability: 1% }
            rules: { a: { at: rule-file.x, fault: hang, where: { player: [a, b] } } } | line 1, column 62  rules.a.where.player was a list but must be one value; { any: [a, b] } is for calls that have either, { all: [a, b] } for calls that have both
            rules: { a: { at: rule-file.x, fault: hang, where: { player: { nor: a } } } } | line 1, column 64  rules.a.where.player.nor is unknown; did you mean 'not'?
            rules: { a: { at: rule-file.x, fault: hang, bounds: { ttl: 1m, ttl: 2m } } } | line 1, column 64  rules.a.bounds.ttl was given twice; leave one of them out
            rules: { a: { at: rule-file.x, fault: { latency: 1ms, ttl: 2m } } } | line 1, column 55  rules.a.fault.ttl is unknown; ttl belongs under bounds:
            rules: { a: { at: rule-file.x, fault: { latency: 1ms, nth: 2 } } } | line 1, column 55  rules.a.fault.nth is unknown; nth belongs under when:
            rules: { A: { at: rule-file.x, fault: hang } } | line 1, column 10  rules.A.id was 'A' but must be 1 to 64 lower-case letters, digits and hyphens, and begin with a letter or digit
            rules: { a: { at: rule-file.x, fault: hang, ? [x] : y } } | line 1, column 47  a key of rules.a was a list but must be one value
            """)
    void fileThatIsWrong_isRefusedWhereItIs(String text, String expected) {
        Chaos.point("rule-file.x");

        assertThatThrownBy(() -> RuleFile.read("chaos.yaml", text))
                .isInstanceOf(ChaosConfigurationException.class)
                .hasMessage("chaos.yaml: " + expected);
    }

    @Test
    void scalars_areTheTextThatWasWritten_whateverYamlTakesThemFor() {
        Chaos.point("rule-file.x");

        RuleFile file = RuleFile.read(
                "norway.yaml",
                "rules: { a: { at: rule-file.x, fault: hang, where: { player: { not: [no, 1.10, 0x1F] } } } }");

        assertThat(file.rules().get(0).selector().conditions())
                .flatExtracting(Selector.Condition::anyOf)
                .extracting(ValuePattern::text)
                .containsExactly("0x1F", "1.10", "no");
    }

    @Test
    void rules_areWrittenAsPeopleWould() {
        Chaos.point("rule-file.x");

        assertThat(RuleFile.write(List.of(
                        FaultRule.parse(
                                "slow: rule-file.x[player=p1,player!='p 2',player!=p3] latency 250ms jitter=20ms"
                                        + " probability=1% limit=10 ttl=5m phase=after enabled=false"),
                        FaultRule.parse("stuck: rule-file.x hang"))))
                .isEqualTo("""
                        rules:
                          slow:
                            at: rule-file.x
                            where: { player: { all: p1, not: ["p 2", p3] } }
                            fault: { latency: 250ms, jitter: 20ms }
                            when: { probability: 1% }
                            bounds: { limit: 10, ttl: 5m }
                            phase: after
                            enabled: false
                          stuck:
                            at: rule-file.x
                            fault: hang
                        """);
    }
}

package org.bluemarble.chaos.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.Latency;
import org.junit.jupiter.api.Test;

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
                          line 5   rules.lose-ack.when.probability was 150% but must lie between 0% and 100%; 100% disturbs every call
                          line 6   rules.lose-ack.boundz is unknown; did you mean 'bounds'?
                          line 8   rules.slow-login.at was 'trade.after-debi', which no module provides; did you mean 'trade.after-debit'?
                          line 10  rules.slow-login.fault.latency was '250' but needs a unit, for example 250ms
                          line 11  points was 'Trade' but must read target.operation in lower-case letters, digits and hyphens, for example trade.after-debit""");
    }

    @Test
    void noRules_areWrittenAndRead() {
        assertThat(RuleFile.read("none", RuleFile.write(List.of())).rules()).isEmpty();
    }
}

package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The one-line spelling of rules: what it reads and writes, and what it says of lines that are wrong. */
class RuleLineTest {

    @BeforeAll
    static void knowThePoints() {
        Catalogues.load();
    }

    @Test
    void lineWithEveryPart_isRead() {
        FaultRule rule = FaultRule.parse("lose-ack: test.commit[table=trades,kind!=auto] lost-ack 3s probability=1%"
                + " after=100 limit=10 ttl=5m phase=after enabled=false mode=early");

        assertThat(rule)
                .isEqualTo(FaultRule.named("lose-ack")
                        .at("test.commit")
                        .where("table", "trades")
                        .whereNot("kind", "auto")
                        .inject(new TargetFault("lost-ack", Map.of("within", Duration.ofSeconds(3), "mode", "early")))
                        .when(Trigger.after(100, Trigger.probability(Probability.ofPercent(1))))
                        .limit(10)
                        .ttl(Duration.ofMinutes(5))
                        .phase(Phase.AFTER)
                        .enabled(false)
                        .build());
    }

    @Test
    void lineWithManyProblems_tellsAllOfThemByColumn() {
        assertThatThrownBy(
                        () -> FaultRule.parse("lose-ack: test.comit[table=trades] lost-akc probability=150% ttl=250"))
                .isInstanceOf(ChaosConfigurationException.class)
                .hasMessage("""
                        4 problems in rule 'lose-ack':
                          column 11  point was 'test.comit', which no module provides; did you mean 'test.commit'?
                          column 36  fault was 'lost-akc', which no module provides; did you mean 'lost-ack'?
                          column 57  probability was 150% but must lie between 0% and 100%; 100% disturbs every call
                          column 66  ttl was '250' but needs a unit, for example 250ms""");
    }

    @Test
    void spaces_doNotMatter() {
        assertThat(FaultRule.parse(
                        "  slow :  test.commit [ table = trades , kind != auto ]   latency   250ms  jitter = 5ms "))
                .isEqualTo(FaultRule.parse("slow: test.commit[table=trades,kind!=auto] latency 250ms jitter=5ms"));
    }

    @Test
    void quotedValues_mayHoldAnything() {
        FaultRule rule = FaultRule.parse(
                "x: test.commit[table=\"a b,c]\",player='O\\'Neil'] exception message=\"say \\\"no\\\"\\n\\u00e9\"");

        assertThat(rule.selector().conditions())
                .extracting(Selector.Condition::value)
                .containsExactly("O'Neil", "a b,c]");
        assertThat(rule.fault()).isEqualTo(new ThrowException(ThrowException.DEFAULT_CLASS, "say \"no\"\n\u00e9"));
        assertThat(FaultRule.parse(rule.line())).isEqualTo(rule);
    }
}

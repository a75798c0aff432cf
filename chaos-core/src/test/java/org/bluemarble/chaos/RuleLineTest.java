package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                .extracting(Selector.Condition::onlyText)
                .containsExactly("O'Neil", "a b,c]");
        assertThat(rule.fault()).isEqualTo(new ThrowException(ThrowException.DEFAULT_CLASS, "say \"no\"\n\u00e9"));
        assertThat(FaultRule.parse(rule.line())).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `` | column 1  id is missing; a rule begins with its id, for example lose-ack: jdbc.commit lost-ack
            test.commit lost-ack | column 1  id is missing; a rule begins with its id, for example lose-ack: jdbc.commit lost-ack
            test.commit[table=a:b] lost-ack | column 1  id is missing; a rule begins with its id, for example lose-ack: jdbc.commit lost-ack
            x: test.commit[table=a lost-ack | column 24  found 'l' but must find ']' after the conditions; they are separated by commas
            x: test.commit[table=a | column 23  found nothing but must find ']' after the conditions; they are separated by commas
            x: test.commit[table] lost-ack | column 21  found ']' but must find '=' between an attribute and its value, as in [table=trade] or [table!=trade]
            x: test.commit[table=a,] lost-ack | column 24  ']' stands where attribute should; quote it if it is part of a value
            x: test.commit[=a] lost-ack | column 16  '=' stands where attribute should; quote it if it is part of a value
            x: test.commit lost-ack ttl= | column 29  the line ends where ttl should stand
            x: test.commit lost-ack ttl==5m | column 29  '=' stands where ttl should; quote it if it is part of a value
            x: test.commit lost-ack 1s 2s | column 28  '2s' stands alone but must read key=value
            x: test.commit lost-ack ttl=5m 2s | column 32  '2s' stands alone but must read key=value
            x: test.commit lost-ack ttl!=5m | column 28  '!' stands where key should; quote it if it is part of a value
            x: test.commit exception message="a | column 34  the quote that begins here is not closed
            x: test.commit exception message="a\\q" | column 36  a backslash must be followed by one of \\ " ' n r t, or by u and four hex digits
            x: test.commit exception message="\\u12 | column 39  \\u must be followed by four hex digits
            x: test.commit lost-ack phase=after phase=after | column 43  phase was given twice; leave one of them out
            x: test.commit lost-ack enabled=true enabled=false | column 46  enabled was given twice; leave one of them out
            """)
    void lineThatCannotBeCutIntoWords_isRefusedWhereItBreaks(String line, String expected) {
        assertThatThrownBy(() -> FaultRule.parse(line))
                .isInstanceOf(ChaosConfigurationException.class)
                .extracting(refused -> ((ChaosConfigurationException) refused).problems())
                .asInstanceOf(InstanceOfAssertFactories.list(Problem.class))
                .extracting(Problem::toString)
                .containsExactly(expected);
    }

    @Test
    void hugeLine_isRefusedWithoutBeingRepeated() {
        assertThatThrownBy(() -> FaultRule.parse("x: test.commit latency " + "9".repeat(1_000_000)))
                .hasMessage("rule: column 1  the line was 1000023 characters long but must be at most 8192");
        assertThatThrownBy(() -> FaultRule.parse("x: test.commit latency " + "9".repeat(8_000)))
                .hasMessage("rule 'x': column 24  latency was '" + "9".repeat(77)
                        + "...' but must be a number and a unit" + " (ns, us, ms, s, m or h), for example 250ms");
    }

    @Test
    void linesAreWritten_inOneNormalForm() {
        assertThat(FaultRule.parse(
                                "x: test.commit[table!=b, table=\"a\", kind=auto] latency delay=1000ms jitter='0.02s'"
                                        + " ttl=600s limit=3 enabled=false after=2 every=2 probability=0.010 phase=after")
                        .line())
                .isEqualTo(
                        "x: test.commit[kind=auto,table=a,table!=b] latency 1s jitter=20ms probability=1% every=2 after=2"
                                + " limit=3 phase=after enabled=false");
        assertThat(FaultRule.parse("x: test.commit exception message=''").line())
                .isEqualTo("x: test.commit exception message=\"\"");
    }

    @Test
    void triggerWithoutASpelling_isRefusedInsteadOfWrittenAsSomethingElse() {
        FaultRule rule = FaultRule.named("x")
                .at("test.commit")
                .inject(Latency.of(Duration.ofMillis(1)))
                .when(Trigger.both(Trigger.first(5), Trigger.after(1, Trigger.every(2))))
                .build();

        assertThatThrownBy(rule::line)
                .hasMessage(
                        "rule 'x': when combines triggers that count from different calls, or two gates of one kind, which no"
                                + " rule can spell; put Trigger.after around the whole, and give each kind of gate once");
    }

    @Test
    void triggerThatNeverFires_isWrittenAsNoChance_andRefusedWhenRead() {
        FaultRule rule = FaultRule.named("x")
                .at("test.commit")
                .inject(Latency.of(Duration.ofMillis(1)))
                .when(Trigger.never())
                .build();

        assertThat(rule.line()).isEqualTo("x: test.commit latency 1ms probability=0%");
        assertThatThrownBy(() -> FaultRule.parse(rule.line()))
                .hasMessage(
                        "rule 'x': column 40  probability was 0% but must be above 0%, which never fires; enabled=false"
                                + " arms a rule that does not act yet");
    }
}

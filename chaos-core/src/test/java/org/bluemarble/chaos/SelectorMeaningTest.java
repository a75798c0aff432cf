package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions that no call can meet are refused, with their place; all others read back as they were written. */
class SelectorMeaningTest {

    @BeforeAll
    static void knowThePoints() {
        Catalogues.load();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
            x: test.commit[kind=auto,kind=xa] latency 1ms => column 31  kind was xa and also auto, but a call has only one kind; write kind=a|b for calls that have either
            x: test.commit[player=p1,player=p2] latency 1ms => column 33  player was p2 and also p1, but a call has only one player; write player=a|b for calls that have either
            x: test.commit[kind~z*] latency 1ms => column 21  kind was 'z*' but must fit explicit, auto or xa
            x: test.commit[kind~/^b/] latency 1ms => column 21  kind was '^b' but must fit explicit, auto or xa
            x: test.commit[kind=auto,kind~x*] latency 1ms => column 31  kind was x* and also auto, but a call has only one kind; write kind~a|b for calls that have either
            x: test.commit[kind=auto|xa,kind!=xa|auto] latency 1ms => column 35  kind was auto|xa and also not xa|auto, which no call can be; leave one of them out
            x: test.commit[kind~*a,kind!=xa] latency 1ms => column 30  kind was *a and also not xa, which no call can be; leave one of them out
            x: test.commit[table=a|b,table!~"?"] latency 1ms => column 33  table was a|b and also not ?, which no call can be; leave one of them out
            x: test.commit[table~ab*,table!~a*] latency 1ms => column 33  table was ab* and also not a*, which no call can be; leave one of them out
            x: test.commit[player~a*,player~b*] latency 1ms => column 33  player was b* and also a*, but a call has only one player; write player~a|b for calls that have either
            x: test.commit[rows=5..1] latency 1ms => column 21  rows was 5..1 but must not begin above its end, as no number lies between
            x: test.commit[rows=..] latency 1ms => column 21  rows was '..' but must have a number at one end, for example 10.. or ..50
            x: test.commit[rows=1..x] latency 1ms => column 21  rows was 'x' but must be a whole number
            x: test.commit[rows=1..5,rows=6..] latency 1ms => column 31  rows was 6.. and also 1..5, but a call has only one rows; write rows=a|b for calls that have either
            x: test.commit[rows=1..5,rows!=..3|4|5..9] latency 1ms => column 32  rows was 1..5 and also not ..3|4|5..9, which no call can be; leave one of them out
            x: test.commit[place=..0] latency 1ms => column 22  place was ..0 but must reach 1; no place is smaller
            x: test.commit[rows~1*] latency 1ms => column 21  rows was '1*' but must be a number, or a range such as 10..50; patterns are for texts, and rows is none
            x: test.commit[read-only=true,read-only!=true] latency 1ms => column 42  read-only was true and also not true, which no call can be; leave one of them out
            x: test.commit[table~/(a/] latency 1ms => column 22  table was '(a' but must be a regular expression; Unclosed group near index 2
            x: test.commit[table~/a{200}{200}/] latency 1ms => column 22  table was 'a{200}{200}' but its repetition counts, multiplied, must be at most 10000
            x: test.commit[table~//] latency 1ms => column 22  table was '' but must have 1 to 1000 characters
            x: test.commit[table~/a] latency 1ms => column 22  the slash that begins here is not followed by another; quote it to write a glob
            x: test.commit[verb~UP*] latency 1ms => column 21  verb was 'UP*' but must be in lower case, as calls are compared, however they spell it; write up*
            x: test.commit[cohort=0%] latency 1ms => column 23  cohort was 0% but must be above 0%, which selects nobody
            x: test.commit[cohort=5] latency 1ms => column 23  cohort was '5' but needs a percent sign, for example 5%
            x: test.commit[cohort!=5%] latency 1ms => column 24  cohort was 5% but must not be negated; control/5% selects as many others, and a larger share more
            x: test.commit[cohort=5%,cohort=6%] latency 1ms => column 26  cohort was given twice; leave one of them out
            x: test.commit[cohort=experiment/60%] latency 1ms => column 23  cohort was 60% but must be at most 50%; experiment and control are equally large
            x: test.commit[cohort=experimnt/5%] latency 1ms => column 23  cohort was 'experimnt/5%' but must begin with a share; did you mean 'experiment'?
            x: test.commit[cohort=5%/sesion] latency 1ms => column 23  cohort was 'sesion' but must be something that a call has one of; did you mean 'session'?
            x: test.commit[cohort=5%/table] latency 1ms => column 23  cohort was 'table' but must be something that a call has one of: jvm, kind, operation, place, player, rows, session, shard or test
            x: test.commit[cohort=5%/player/A] latency 1ms => column 23  cohort was 'A' but must be named like a rule: lower-case letters, digits and hyphens
            x: test.commit[cohort=5%|6%] latency 1ms => column 23  cohort was '5%' but must be one share alone, for example 5%, 5%/session or experiment/5%/player/slow-login
            x: test.commit[kohort=5%] latency 1ms => column 16  kohort is no attribute of calls at test.commit; did you mean 'cohort'?
            """)
    void selector_isRefusedForWhatIsWrongWithIt(String line, String expected) {
        try (Chaos chaos = Chaos.create("selector-meaning")) {
            assertThat(chaos.check(line)).extracting(Problem::toString).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "table=trade|wallet",
                "table!=trade|wallet",
                "table~*wallet*",
                "table~trade|wallet*|/^a.c$/",
                "table~\"/api/*\"",
                "table~/^\\/api\\/\\d+ (x|y)$/",
                "table!~*_log",
                "player=\"a|b\"",
                "rows=10..50",
                "rows=10..",
                "rows=..50|70",
                "rows!=-5..5",
                "kind=auto|xa",
                "kind!~a*",
                "player=p1|p2,session=s,shard=eu-1,operation=trade,test=t",
                "cohort=5%",
                "cohort=0.5%/session",
                "cohort=experiment/5%",
                "cohort=control/50%/jvm/wave-1",
                "cohort=5%/rows/by-rows"
            })
    void selector_readsBackAsItWasWritten(String where) {
        FaultRule rule = FaultRule.parse("x: test.commit[" + where + "] latency 1ms");

        assertThat(FaultRule.parse(rule.line())).isEqualTo(rule);
        try (Chaos chaos = Chaos.create("selector-meaning")) {
            assertThat(chaos.check(rule)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
            table=a,table=b                         => [table=a,table=b]
            table!=b,table!=a                       => [table!=a|b]
            table!~b*,table!=a                      => [table!~a|b*]
            table~a                                 => [table=a]
            table=b|a|b                             => [table=a|b]
            cohort=experiment/5%/player             => [cohort=experiment/5%]
            cohort=0.05                             => [cohort=5%]
            """)
    void selector_isWrittenInOneForm(String where, String written) {
        assertThat(FaultRule.parse("x: test.commit[" + where + "] latency 1ms").line())
                .isEqualTo("x: test.commit" + written + " latency 1ms");
    }
}

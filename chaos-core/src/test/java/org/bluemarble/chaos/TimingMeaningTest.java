package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of triggers and bounds that can be read but make no sense. Texts are asserted whole, because people read them. */
class TimingMeaningTest {

    private final Chaos chaos = Chaos.builder("timing").build();

    @BeforeAll
    static void knowThePoints() {
        Catalogues.load();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            window=5m           | column 37  window was '5m' but must be two times after the arming, for example 2m..5m, 2m.. or ..5m
            window=..           | column 37  window was '..' but must be two times after the arming, for example 2m..5m, 2m.. or ..5m
            window=2..5m        | column 37  window was '2' but needs a unit, for example 2ms
            window=5m..2m       | column 37  window was 5m..2m but must not be negative and must end after it begins
            window=0s..         | column 37  window was 0s.. but must leave some time out; leave the whole window out for always
            window=10m..        | column 37  window was 10m.. but must come before the rule ends, 10m after arming; give a longer ttl, or less time here
            rate=5              | column 35  rate was '5' but must be calls in a time, for example 5/s, 30/m or 1/10s
            rate=0/s            | column 35  rate was 0 but must lie between 1 and 100000
            rate=1/90h          | column 35  rate was 1/90h but its time must lie between 1ms and 24h
            rate=10/s per-second=5 | column 51  per-second was 5 but must be at least rate, which was 10/s, or be left out
            nth=3 rate=1/s      | column 34  nth was 3 together with rate, but fires on that one call alone; leave rate out
            ramp=1%..30%        | column 35  ramp was '1%..30%' but must be two shares and the time between them, for example 1%..30%/8m
            ramp=1%..30%/0s     | column 35  ramp was 0s but must be longer than nothing
            ramp=5%..5%/1m      | column 35  ramp was 5%..5%/1m but must lead from one share to another; probability is for one that stays
            ramp=1%..30%/11m    | column 35  ramp was 1%..30%/11m but must come before the rule ends, 10m after arming; give a longer ttl, or less time here
            ramp=1%..9%/1m probability=5% | column 35  ramp was 1%..9%/1m together with probability, but ramp says itself which share of the calls; leave one of them out
            ramp=1%..9%/1m steps=1%/1m,2% | column 51  steps was 1%/1m,2% together with ramp, but both say how the share grows; leave one of them out
            steps=5%            | column 36  steps was '5%' but must be 2 to 100 shares, each but the last with the time it is held, for example 1%/2m,5%/2m,30%
            steps=1%,5%         | column 36  steps was '1%' but must be a share and the time it is held, for example 5%/2m
            steps=1%/2m,5%/2m   | column 36  steps was '5%/2m' but must be a share alone, because the last step stays
            steps=0%/2m,0%      | column 36  steps was 0%/2m,0% but must have a share above 0%; no other step fires
            steps=1%/5m,2%/5m,3% | column 36  steps was 1%/5m,2%/5m,3% but must come before the rule ends, 10m after arming; give a longer ttl, or less time here
            burst=20            | column 36  burst was '20' but must be the mean calls of a burst and of a gap, for example 20/200, and may add the shares that fire in bursts and in gaps: 20/200/90%/1%
            burst=1/1           | column 36  burst was 1/1 but one of them must be longer than 1 call; every=2 alternates
            burst=2000/1        | column 36  burst was 2000 but must lie between 1 and 1000
            burst=5/5/1%/2%     | column 36  burst was 5/5/1%/2% but the share in bursts must be above that in gaps
            after-rule=A        | column 41  after-rule was 'A' but must be another rule's id, for example lose-ack, or lose-ack/2s for 2s later
            stack=com..Trade    | column 36  stack was 'com..Trade' but must name a class or a method, for example com.game.Trade#commit
            stack=Trade#        | column 36  stack was 'Trade#' but must name a class or a method, for example com.game.Trade#commit
            zone=UTC            | column 35  zone was UTC without hours or days, but says by which clock they are read; give hours, or leave it out
            per-second=0        | column 41  per-second was 0 but must lie between 1 and 10000
            players=100001      | column 38  players was 100001 but must lie between 1 and 100000
            concurrent=many     | column 41  concurrent was 'many' but must be a whole number
            total-delay=0.5ms   | column 42  total-delay was 0.5ms but must be at least 1ms
            total-delay=200ms   | column 42  total-delay was 200ms but must be at least one delay, which is 250ms
            dry-run=yes         | column 38  dry-run was 'yes' but must be true or false
            dry-run=true dry-run=true | column 51  dry-run was given twice; leave one of them out
            """)
    void settingsThatMakeNoSense_areRefusedWithWhatWouldBeRight(String settings, String problem) {
        assertThat(chaos.check("x: test.commit latency 250ms " + settings))
                .extracting(Problem::toString)
                .containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            exception total-delay=1s | column 38  total-delay was 1s but exception adds no delay that could be added up; leave it out
            """)
    void boundsThatTheFaultCannotReach_areRefused(String fault, String problem) {
        assertThat(chaos.check("x: test.commit " + fault))
                .extracting(Problem::toString)
                .containsExactly(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window=2m..5m",
                "window=..5m",
                "window=2m..",
                "rate=5/s",
                "rate=30/m",
                "rate=1/10s",
                "ramp=1%..30%/8m",
                "steps=\"1%/2m,5%/2m,15%/2m,30%\"",
                "burst=20/200",
                "burst=20/200/80%",
                "burst=20/200/80%/1%",
                "stack=com.game.Trade",
                "stack=com.game.Trade#commit",
                "stack=com.game.Trade#<init>",
                "window=2m..5m hours=21:00..23:00 days=mon..fri zone=Europe/Berlin",
                "probability=1% every=3 burst=5/9 window=..5m hours=08:00..24:00 stack=a.B rate=1/s limit=5 per-second=5"
                        + " players=7 total-delay=9s concurrent=3 ttl=9m dry-run=true",
                "nth=3 window=1m.."
            })
    void settingsThatMakeSense_areReadAndWrittenTheSame(String settings) {
        String line = "x: test.commit latency 250ms " + settings;

        FaultRule rule = FaultRule.parse(line);

        assertThat(rule.line()).isEqualTo(line);
        assertThat(FaultRule.parse(rule.line())).isEqualTo(rule);
        assertThat(chaos.check(rule)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            steps=1%/2m,5%/2m,30%         | steps="1%/2m,5%/2m,30%"
            days=sun,mon,tue,sat          | days="mon,tue,sat,sun"
            window=0s..60s                | window=..1m
            rate=60/60s                   | rate=60/m
            burst=20/200/100%/0%          | burst=20/200
            after-rule=other/0.5s         | after-rule=other/500ms
            """)
    void valuesAreWritten_inOneNormalForm(String written, String normal) {
        assertThat(FaultRule.parse("x: test.commit latency 1ms " + written).line())
                .isEqualTo("x: test.commit latency 1ms " + normal);
    }
}

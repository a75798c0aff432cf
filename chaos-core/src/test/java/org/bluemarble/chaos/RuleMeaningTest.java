package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of rules that can be read but make no sense. Texts are asserted whole, because people read them. */
class RuleMeaningTest {

    private final Chaos chaos = Chaos.builder("meaning")
            .ceiling(Ceiling.DEFAULT.allowing("crash", "hang", "lying-test"))
            .build();

    @BeforeAll
    static void knowThePoints() {
        Catalogues.load();
        Chaos.point("meaning.plain");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            x: test.comit latency 1ms                               | column 4  point was 'test.comit', which no module provides; did you mean 'test.commit'?
            x: guild.deposit latency 1ms                            | column 4  point was 'guild.deposit', which no module provides; a point in server code exists once its class is initialised, or once it is declared: by declare-point PID guild.deposit, or under points: in the rule file
            x: JDBC latency 1ms                                     | column 4  point was 'JDBC' but must read target.operation in lower-case letters, digits and hyphens, for example trade.after-debit
            x: test.Commit latency 1ms                              | column 4  point was 'test.Commit' but must read target.operation in lower-case letters, digits and hyphens; did you mean 'test.commit'?
            x: test.commit lost-akc                                 | column 16  fault was 'lost-akc', which no module provides; did you mean 'lost-ack'?
            x: test.acquire explode                                 | column 17  fault was 'explode', which no module provides; at test.acquire there are contention, cpu, crash, deadlock, direct-memory, disk, exception, exit, file-descriptors, gc, hang, heap, latency, out-of-memory, pause, return-override, slow-disk, stack-overflow, stall and threads
            x: test.acquire lost-ack                                | column 17  fault was 'lost-ack', which makes no sense at test.acquire; it acts at test.commit
            x: test.commit lost-ack phase=before                    | column 31  phase was before but must be after; lost-ack acts in no other phase
            x: meaning.plain crash phase=during                     | column 30  phase was during but must be before or after; meaning.plain offers no other phase
            x: test.commit crash phase=durin                        | column 28  phase was 'durin' but must be before, during or after; did you mean 'during'?
            x: test.commit[tabel=trades] latency 1ms                | column 16  tabel is no attribute of calls at test.commit; did you mean 'table'?
            x: meaning.plain[colour=red] latency 1ms                | column 18  colour is no attribute of calls at meaning.plain; they have cohort, operation, player, session, shard and test
            x: test.commit[rows=many] latency 1ms                   | column 21  rows was 'many' but must be a whole number
            x: test.commit[place=0] latency 1ms                     | column 22  place was 0 but must lie between 1 and 9223372036854775807
            x: test.commit[verb=UPDATE] latency 1ms                 | column 21  verb was 'UPDATE' but must be in lower case, as calls are compared, however they spell it; write update
            x: test.commit[read-only=yes] latency 1ms               | column 26  read-only was 'yes' but must be true or false
            x: test.commit[kind=atuo] latency 1ms                   | column 21  kind was 'atuo' but must be explicit, auto or xa; did you mean 'auto'?
            x: test.commit[table=a,table!=a] latency 1ms            | column 31  table was a and also not a, which no call can be; leave one of them out
            x: test.commit latency                                  | column 1  delay is missing; give a delay, for example 250ms, or a distribution
            x: test.commit latency 250                              | column 24  latency was '250' but needs a unit, for example 250ms
            x: test.commit latency 250msec                          | column 24  latency was '250msec' but its unit must be ns, us, ms, s, m or h
            x: test.commit latency soon                             | column 24  latency was 'soon' but must be a number and a unit (ns, us, ms, s, m or h), for example 250ms
            x: test.commit latency 2h                               | column 24  latency was 2h but must lie between 0ms and 1h
            x: test.commit latency -5ms                             | column 24  latency was -5ms but must lie between 0ms and 1h
            x: test.commit latency 0.5ns                            | column 24  latency was 0.5ns but must be a whole number of nanoseconds
            x: test.commit latency 9999999999h                      | column 24  latency was 9999999999h but must be shorter than 2562047h
            x: test.commit latency 250ms delay=1ms                  | column 30  delay was given twice; leave one of them out
            x: test.commit latency 250ms jiter=1ms                  | column 30  jiter is unknown; did you mean 'jitter'?
            x: test.commit latency 250ms prob=1%                    | column 30  prob is unknown; latency takes delay, distribution, from, to, mean, deviation, median, sigma, scale, shape, file, jitter and max
            x: test.commit latency 250ms probabilty=1%              | column 30  probabilty is unknown; did you mean 'probability'?
            x: test.commit latency 90s max=1m                       | column 24  latency was 90s but must not exceed max, which was 1m
            x: test.commit latency distribution=uniform from=3s to=1s | column 50  from was 3s but must not exceed to, which was 1s
            x: test.commit latency distribution=normal mean=1ms     | column 1  deviation is missing; distribution=normal needs mean and deviation
            x: test.commit latency 1ms mean=1ms                     | column 33  mean was 1ms but belongs to distribution=normal; distribution=fixed takes delay
            x: test.commit latency pareto scale=1ms shape=2         | column 24  latency was 'pareto', which is a value of distribution; write distribution=pareto
            x: test.commit latency distribution=gaus delay=1ms      | column 37  distribution was 'gaus' but must be fixed, uniform, normal, log-normal, pareto or empirical
            x: test.commit latency distribution=log-normal median=1ms sigma=x | column 65  sigma was 'x' but must be a number, for example 0.5
            x: test.commit exception java.io.IOExeption             | column 26  exception was 'java.io.IOExeption', which no class loader here knows; write the binary name, for example java.io.IOException
            x: test.commit exception java.lang.String               | column 26  exception was 'java.lang.String', which is no Throwable
            x: test.commit exception java.nio.file.FileSystemLoopException | ` `
            x: test.commit exception java.lang.VirtualMachineError  | column 26  exception was 'java.lang.VirtualMachineError', which is abstract
            x: test.commit exception java.sql.BatchUpdateException  | ` `
            x: test.commit exception java.nio.charset.MalformedInputException | ` `
            x: test.commit stall                                    | column 1  duration is missing: how long
            x: test.commit stall 2m                                 | column 22  stall was 2m but must lie between 1ms and 1m
            x: meaning.plain skip-tick                              | column 18  fault was 'skip-tick', which makes no sense at meaning.plain; it acts at tick.*
            x: test.commit return-override 7                        | column 16  fault was 'return-override', which makes no sense at test.commit; it acts at points in server code, around work that returns a value
            x: test.commit crash status=300                         | column 29  status was 300 but must lie between 0 and 255
            x: test.commit latency distribution=empirical           | column 1  file is missing; distribution=empirical needs file
            x: test.commit exception code=7                         | column 31  code was '7' but needs a class that takes it, for example class=java.sql.SQLException
            x: test.commit crash now                                | column 22  crash was 'now' but crash takes no value of its own
            x: test.commit crash at=random                          | column 25  at was random but says when during the call; give phase=during, or leave it out
            x: test.commit lying-test                               | column 1  code is missing: what is told
            x: test.commit lying-test code=100                      | column 32  code was 100 but must lie between 1 and 99
            x: test.commit lying-test code=1 share=1%               | column 40  share was 1% but must be at least 10%
            x: test.commit lying-test code=1 factor=0.1             | column 41  factor was 0.1 but must lie between 0.5 and 2.0
            x: test.commit lying-test code=1 loud=on                | column 39  loud was 'on' but must be true or false
            x: test.commit lost-ack mode=erly                       | column 30  mode was 'erly' but must be reply or early; did you mean 'early'?
            x: test.commit lost-ack probability=150%                | column 37  probability was 150% but must lie between 0% and 100%; 100% disturbs every call
            x: test.commit lost-ack probability=-1%                 | column 37  probability was -1% but must lie between 0% and 100%; 100% disturbs every call
            x: test.commit lost-ack probability=0%                  | column 37  probability was 0% but must be above 0%, which never fires; enabled=false arms a rule that does not act yet
            x: test.commit lost-ack probability=1                   | column 37  probability was '1' but needs a percent sign, for example 1%
            x: test.commit lost-ack probability=often               | column 37  probability was 'often' but must be a share, for example 1% or 0.01
            x: test.commit lost-ack nth=0                           | column 29  nth was 0 but must lie between 1 and 1000000000000
            x: test.commit lost-ack nth=2 first=3                   | column 29  nth was 2 together with first, but fires on that one call alone; leave first out
            x: test.commit lost-ack nth=2 every=3 probability=1%    | column 29  nth was 2 together with every and probability, but fires on that one call alone; leave every and probability out
            x: test.commit lost-ack nth=2 limit=5                   | column 37  limit was 5 but must be 1 or left out, because nth=2 fires only once
            x: test.commit lost-ack first=2 every=3                 | column 31  first was 2 but must be at least 3, because every=3 does not fire before that call
            x: test.commit lost-ack limit=0                         | column 31  limit was 0 but must lie between 1 and 1000000000000
            x: test.commit lost-ack limit=some                      | column 31  limit was 'some' but must be a whole number
            x: test.commit lost-ack ttl=0ms                         | column 29  ttl was 0ms but must be at least 1ms
            x: test.commit lost-ack ttl=2h                          | column 29  ttl was 2h but must be at most 1h, the ceiling's highest
            x: test.commit lost-ack ttl=1m ttl=2m                   | column 32  ttl was given twice; leave one of them out
            x: test.commit lost-ack enabled=no                      | column 33  enabled was 'no' but must be true or false
            X: test.commit lost-ack                                 | column 1  id was 'X' but must be 1 to 64 lower-case letters, digits and hyphens, and begin with a letter or digit
            x: test.commit                                          | column 1  fault is missing; name one, for example latency
            """)
    void rule_isRefusedForWhatIsWrongWithIt(String line, String expected) {
        List<String> problems = expected.isBlank() ? List.of() : List.of(expected);

        assertThat(chaos.check(line)).extracting(Problem::toString).containsExactlyElementsOf(problems);
    }

    @Test
    void ruleThatSaysNothing_isToldAllItLacks() {
        assertThat(chaos.check("x:"))
                .extracting(Problem::toString)
                .containsExactly(
                        "column 1  point is missing; name a point, for example jdbc.commit",
                        "column 1  fault is missing; name one, for example latency");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x: test.commit lost-ack first=2 after=100
            x: test.commit lost-ack nth=2 limit=1
            x: test.commit lost-ack every=3 first=3 probability=0.5
            x: test.commit[table=a,table=b,table!=c] lost-ack
            x: test.commit[kind!=auto,kind!=xa] lost-ack
            x: meaning.plain[player=p1] latency 1.5s jitter=2us
            x: test.commit hang
            x: test.commit crash phase=during at=random
            x: test.commit lying-test code=1 factor=2 share=10% loud=true text=""
            """)
    void ruleThatMakesSense_isNotRefused(String line) {
        assertThat(chaos.check(line)).isEmpty();
    }

    @Test
    void ruleFromJava_passesTheSameChecks() {
        FaultRule rule = FaultRule.named("x")
                .at("test.commit")
                .where("tabel", "trades")
                .inject(new TargetFault("lost-ack", Map.of("within", Duration.ofHours(1))))
                .when(Trigger.never())
                .build();

        assertThat(chaos.check(rule))
                .extracting(Problem::toString)
                .containsExactly(
                        "where.tabel is no attribute of calls at test.commit; did you mean 'table'?",
                        "fault.within was 1h but must lie between 1ms and 1m",
                        "when.probability was 0% but must be above 0%, which never fires; enabled=false arms a rule that does"
                                + " not act yet");
    }

    @Test
    void triggersThatCountFromDifferentCalls_areRefusedBecauseNoRuleCanSpellThem() {
        FaultRule rule = FaultRule.named("x")
                .at("test.commit")
                .inject(new Hang(Hang.UNTIL_DISARMED))
                .when(Trigger.both(Trigger.first(9), Trigger.after(3, Trigger.every(2))))
                .build();

        assertThat(chaos.check(rule))
                .extracting(Problem::toString)
                .containsExactly(
                        "when combines triggers that count from different calls, or two gates of one kind, which no"
                                + " rule can spell; put Trigger.after around the whole, and give each kind of gate once");
    }

    @Test
    void parametersOfOtherJavaTypes_areArmedAsTheDescriptorSays() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("code", 7);
        parameters.put("factor", "1.5");

        try (ArmedRule armed = chaos.arm(FaultRule.named("x")
                .at("test.commit")
                .where("rows", "3")
                .inject(new TargetFault("lying-test", parameters))
                .build())) {
            assertThat(armed.rule().fault())
                    .isEqualTo(new TargetFault("lying-test", Map.of("code", 7L, "factor", 1.5)));
            assertThat(armed.rule().selector().conditions())
                    .containsExactly(new Selector.Condition(AttributeKey.number("rows"), false, 3L));
        }
    }

    @Test
    void genericFaultByName_becomesTheFault() {
        try (ArmedRule armed = chaos.arm(FaultRule.named("x")
                .at("test.commit")
                .inject(new TargetFault("latency", Map.of("delay", Duration.ofMillis(5))))
                .build())) {
            assertThat(armed.rule().fault()).isEqualTo(Latency.of(Duration.ofMillis(5)));
        }
    }

    @Test
    void attributesOfANamedPoint_canBeSelectedBy() {
        Chaos.point(
                "meaning.craft",
                AttributeDescriptor.of("recipe", AttributeKey.Type.TEXT, "what is crafted")
                        .single());

        assertThat(chaos.check("x: meaning.craft[recipe=sword] latency 1ms")).isEmpty();
        assertThat(chaos.check("x: meaning.craft[recipe=a,recipe=b] latency 1ms"))
                .extracting(Problem::toString)
                .containsExactly(
                        "column 34  recipe was b and also a, but a call has only one recipe; write recipe=a|b for calls that have either");
    }
}

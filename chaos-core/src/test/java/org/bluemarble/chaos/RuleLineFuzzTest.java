package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.fuzz.Fuzz;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lines that are nearly right: whatever is typed, the answer is a rule, which is written as it is read, or a refusal. */
class RuleLineFuzzTest {

    private static final List<String> LINES = List.of(
            "lose-ack: test.commit[table=trades,kind!=auto] lost-ack 3s probability=1% after=100 limit=10 ttl=5m phase=after",
            "x: test.commit latency distribution=log-normal median=5ms sigma=0.5 jitter=2us max=3s every=3 first=9",
            "y: test.acquire exception java.io.IOException message=\"say \\\"no\\\"\\n\\u00e9\" enabled=false",
            "z: test.commit crash phase=during at=random nth=7",
            "w: test.commit[rows=-3,read-only=true,player='a b'] lying-test code=4 factor=1.5 share=50% loud=true text=''",
            "set: test.commit[table=a|b|\"c d\",kind=auto|xa,rows=1|7..9|..-3|100..] latency 1ms per-second=5 players=3",
            "glob: test.commit[table~\"*wallet*\"|gold?,table!~log_*,player!=a|b] hang 3s concurrent=2 allow-blocking=true",
            "regex: test.commit[player~/^p[0-9]+(a|b)*?$/|/x\\/y{1,3}/,session!~/[^a-z&&[b]]\\d\\p{L}/] latency 1ms total-delay=1m",
            "cohort: test.commit[cohort=experiment/5%/session/wave-2] latency 5ms dry-run=true",
            "other: test.commit[cohort=5%,shard=eu-1] latency uniform min=1ms max=9ms window=2m..5m",
            "hours: test.commit latency 1ms hours=21:00..23:00 days=mon..wed,sat zone=Europe/Berlin ttl=1h",
            "grow: test.commit latency 1ms ramp=1%..30%/8m rate=5/s window=..9m",
            "step: test.commit latency 1ms steps=1%/2m,5%/2m,30% rate=100/h ttl=30m",
            "burst: test.commit latency 1ms burst=10/200/90%/2% after-rule=grow/30s",
            "stack: test.commit latency 1ms stack=com.game.Trade$Step#commit first=100 window=3s..",
            "pareto: test.commit latency distribution=pareto min=1ms alpha=1.5 jitter=0ms",
            "normal: test.acquire latency distribution=normal mean=5ms deviation=2ms",
            "value: test.acquire return-override 7 probability=0.5 every=2",
            "press: jvm.schedule cpu 50% duration=10s limit=1");

    @BeforeAll
    static void knowThePoints() {
        Catalogues.load();
    }

    @Test
    void anyLine_isARuleOrOneClearRefusal() {
        Fuzz.reading("lines", LINES, 30_000, line -> {
            FaultRule rule = FaultRule.parse(line);
            assertThat(FaultRule.parse(rule.line())).isEqualTo(rule);
        });
    }

    /** Whatever can be armed can be asked, explained and ended: reading is not all that an unusual value has to survive. */
    @Test
    void anyLine_thatIsArmed_decidesAndIsExplained() {
        try (Chaos chaos = Chaos.create("fuzzed")) {
            CallAttributes call = new TestCall(chaos, Map.of(AttributeKey.PLAYER, "p17" + "a".repeat(40) + "!"));
            Fuzz.reading("armed lines", LINES, 6_000, line -> {
                try (ArmedRule armed = chaos.arm(line)) {
                    for (int i = 0; i < 3; i++) {
                        Injection injection = armed.point().decide(call);
                        if (injection != null) {
                            injection.cancelled();
                        }
                    }
                    assertThat(chaos.explain(armed.id()).text()).isNotBlank();
                    assertThat(armed.end()).as("ended by a bug").isNull();
                }
            });
        }
    }

    @Test
    void everyKeyOfALine_occurs() {
        assertThat(ReservedKeys.WRITTEN)
                .allSatisfy(key -> assertThat(LINES).anyMatch(line -> line.contains(" " + key + "=")));
    }
}

package org.bluemarble.chaos.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bluemarble.chaos.Ceiling;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.Hang;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One rule, three spellings: whatever the builder makes is the same rule after a line, a file, and both. */
class RuleRoundTripTest {

    private static final long SEED = 4_711;
    private static final int RULES = 4_000;

    /** Every reserved key, and every form of a selector and of a cohort. */
    private static final List<String> FORMS = List.of(
            " probability=",
            " nth=",
            " first=",
            " every=",
            " after=",
            " burst=",
            " window=",
            " hours=",
            " days=",
            " zone=",
            " ramp=",
            " steps=",
            " after-rule=",
            " stack=",
            " rate=",
            " limit=",
            " per-second=",
            " players=",
            " total-delay=",
            " concurrent=",
            " ttl=",
            " phase=",
            " enabled=false",
            " dry-run=",
            " allow-blocking=",
            "session!~",
            "table!=",
            "rows!=",
            "rows=",
            "dry!=",
            "table~",
            "~/",
            "|",
            "..",
            "*",
            "cohort=control/",
            "cohort=experiment/",
            "/shard",
            "/jvm",
            "/rows",
            "/wave-");

    @BeforeAll
    static void knowTheModule() {
        RuleGenerator.Module.load();
    }

    @Test
    void builderToLineToRuleToFileToRule_isTheSameRule() {
        RuleGenerator generator = new RuleGenerator(new SplittableRandom(SEED));
        List<FaultRule> rules = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            FaultRule rule = generator.next("r" + i);
            FaultRule fromLine = FaultRule.parse(rule.line());
            assertThat(fromLine).as("seed %d, line: %s", SEED, rule.line()).isEqualTo(rule);
            assertThat(fromLine.line()).isEqualTo(rule.line());
            rules.add(fromLine);
        }
        assertThat(FORMS)
                .allSatisfy(
                        form -> assertThat(rules).anyMatch(rule -> rule.line().contains(form)));
        for (int i = 0; i < RULES; i += 500) {
            List<FaultRule> some = rules.subList(i, i + 500);
            String text = RuleFile.write(some);

            List<FaultRule> fromFile = RuleFile.read("generated.yaml", text).rules();

            assertThat(fromFile).as("seed %d", SEED).isEqualTo(some);
            assertThat(RuleFile.write(fromFile)).isEqualTo(text);
        }
    }

    @Test
    void everyGeneratedRule_passesTheCheckForRulesFromJava() {
        Chaos chaos = Chaos.builder("round-trip")
                .ceiling(Ceiling.DEFAULT.allowing("crash", "hang"))
                .build();
        // Some of the rules wait for this one.
        chaos.arm(FaultRule.named("other")
                .at("generated.plain")
                .inject(new Hang(Hang.UNTIL_DISARMED))
                .build());
        RuleGenerator generator = new RuleGenerator(new SplittableRandom(SEED + 1));
        for (int i = 0; i < 1_000; i++) {
            FaultRule rule = generator.next("r" + i);
            assertThat(chaos.check(rule))
                    .as("seed %d, line: %s", SEED + 1, rule.line())
                    .isEmpty();
        }
    }
}

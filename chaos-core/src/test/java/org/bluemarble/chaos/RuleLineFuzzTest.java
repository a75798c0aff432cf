package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Lines that are nearly right: whatever is typed, the answer is a rule or a {@link ChaosConfigurationException}. A failure
 * prints the line; the seed is fixed, so the run can be repeated.
 */
class RuleLineFuzzTest {

    private static final long SEED = 20_261;
    private static final int LINES = 60_000;

    private static final List<String> SEEDS = List.of(
            "lose-ack: test.commit[table=trades,kind!=auto] lost-ack 3s probability=1% after=100 limit=10 ttl=5m phase=after",
            "x: test.commit latency distribution=log-normal median=5ms sigma=0.5 jitter=2us max=3s every=3 first=9",
            "y: test.acquire exception java.io.IOException message=\"say \\\"no\\\"\\n\\u00e9\" enabled=false",
            "z: test.commit crash phase=during at=random nth=7",
            "w: test.commit[rows=-3,read-only=true,player='a b'] lying-test code=4 factor=1.5 share=50% loud=true text=''");

    private static final String ALPHABET = "[]=!,:\"'\\ \t\n%.-+u0129azAZ\u00e9\u0000\ud83d\uffff";

    @BeforeAll
    static void knowThePoints() {
        Catalogues.load();
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void anyLine_isARuleOrOneClearRefusal() {
        SplittableRandom random = new SplittableRandom(SEED);
        int rules = 0;
        int refused = 0;
        for (int i = 0; i < LINES; i++) {
            String line = mutated(random);
            try {
                FaultRule rule = FaultRule.parse(line);
                assertThat(FaultRule.parse(rule.line()))
                        .as("seed %d, line: %s", SEED, line)
                        .isEqualTo(rule);
                rules++;
            } catch (ChaosConfigurationException refusal) {
                assertThat(refusal.problems()).as(line).isNotEmpty();
                refused++;
            } catch (RuntimeException | StackOverflowError bug) {
                fail("seed " + SEED + ", line: " + line, bug);
            }
        }
        // Both must occur, or the mutations prove nothing.
        assertThat(rules).isGreaterThan(LINES / 100);
        assertThat(refused).isGreaterThan(LINES / 100);
    }

    private static String mutated(SplittableRandom random) {
        StringBuilder line = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (int i = random.nextInt(1, 4); i > 0 && line.length() > 0; i--) {
            int at = random.nextInt(line.length());
            switch (random.nextInt(5)) {
                case 0 -> line.deleteCharAt(at);
                case 1 -> line.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                case 2 -> line.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                case 3 -> line.delete(at, Math.min(line.length(), at + random.nextInt(20)));
                default -> {
                    String other = SEEDS.get(random.nextInt(SEEDS.size()));
                    line.insert(at, other, random.nextInt(other.length()), other.length());
                }
            }
        }
        return line.toString();
    }
}

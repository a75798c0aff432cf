package org.bluemarble.chaos.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.FaultRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files that are nearly right, and hostile ones: the answer is rules or a {@link ChaosConfigurationException}, soon. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RuleFileFuzzTest {

    private static final long SEED = 90_125;
    private static final int FILES = 8_000;
    private static final String ALPHABET =
            "[]{}=!,:\"'\\ \t\n%.-+&*<|>#?@`~u0129azAZ\u00e9\u0000\ud83d\uffff\ufeff\u0085";

    @BeforeAll
    static void knowTheModule() {
        RuleGenerator.Module.load();
    }

    @Test
    void anyText_isAFileOrOneClearRefusal() {
        SplittableRandom random = new SplittableRandom(SEED);
        RuleGenerator generator = new RuleGenerator(random);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            String text = mutated(generator, random);
            try {
                RuleFile.read("fuzz.yaml", text);
                read++;
            } catch (ChaosConfigurationException refusal) {
                assertThat(refusal.problems()).as(text).isNotEmpty();
                refused++;
            } catch (RuntimeException | StackOverflowError bug) {
                fail("seed " + SEED + ", file " + i + ":\n" + text, bug);
            }
            try {
                CeilingFile.check("fuzz.yaml", text);
            } catch (ChaosConfigurationException refusal) {
                assertThat(refusal.problems()).as(text).isNotEmpty();
            } catch (RuntimeException | StackOverflowError bug) {
                fail("seed " + SEED + ", ceiling " + i + ":\n" + text, bug);
            }
        }
        // Both must occur, or the mutations prove nothing.
        assertThat(read).isGreaterThan(FILES / 100);
        assertThat(refused).isGreaterThan(FILES / 100);
    }

    private static String mutated(RuleGenerator generator, SplittableRandom random) {
        List<FaultRule> rules = new ArrayList<>();
        for (int i = random.nextInt(1, 3); i > 0; i--) {
            rules.add(generator.next("r" + i));
        }
        StringBuilder text = new StringBuilder("points: [generated.plain]\nseed: 1\n").append(RuleFile.write(rules));
        for (int i = random.nextInt(1, 4); i > 0 && text.length() > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                case 2 -> text.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                case 3 -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
                default -> {
                    int from = random.nextInt(text.length());
                    text.insert(at, text.substring(from, Math.min(text.length(), from + random.nextInt(40))));
                }
            }
        }
        return text.toString();
    }

    @Test
    void deepNesting_isRefused() {
        for (String bracket : List.of("[", "{", "- ", "? ", "{a: ")) {
            assertThatThrownBy(() -> RuleFile.read("deep.yaml", "rules: " + bracket.repeat(100_000)))
                    .as(bracket)
                    .isInstanceOf(ChaosConfigurationException.class);
        }
    }

    @Test
    void hugeText_isRefused() {
        assertThatThrownBy(() -> RuleFile.read("huge.yaml", "# " + "x".repeat(YamlSource.MOST_BYTES)))
                .hasMessage("huge.yaml: the text was larger than 1 MiB, the most that is read");
    }

    @Test
    void hugeValuesAndManyKeys_areRefusedAndNotRepeated() {
        assertThatThrownBy(() -> RuleFile.read("long.yaml", "seed: " + "9".repeat(1_000_000)))
                .hasMessage(
                        "long.yaml: line 1, column 7  seed was '" + "9".repeat(77) + "...' but must be a whole number");

        StringBuilder many = new StringBuilder("rules:\n");
        for (int i = 0; i < 5_000; i++) {
            many.append("  r").append(i).append(": {}\n");
        }
        assertThatThrownBy(() -> RuleFile.read("many.yaml", many.toString()))
                .hasMessage("many.yaml: line 2, column 3  rules had 5000 keys but must have at most 1000");
    }

    @Test
    void aliases_areHarmless() {
        StringBuilder bomb =
                new StringBuilder("seed: 1\npoints: [generated.plain]\nrules:\n  a: &a0 {x: [lol, lol]}\n");
        for (int i = 1; i < 20; i++) {
            bomb.append("  b").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ",").repeat(9)).append("x]\n");
        }
        assertThatThrownBy(() -> RuleFile.read("bomb.yaml", bomb.toString()))
                .isInstanceOf(ChaosConfigurationException.class);
        assertThatThrownBy(() -> RuleFile.read("loop.yaml", "rules: &r\n  a: *r\n"))
                .hasMessage("""
                        3 problems in loop.yaml:
                          line 2, column 3  rules.a.a is unknown; rules.a takes at, where, fault, when, bounds, phase, enabled, dry-run and allow-blocking
                          line 2, column 3  rules.a.at is missing; name a point, for example jdbc.commit
                          line 2, column 3  rules.a.fault is missing; name one, for example latency""");
    }

    @Test
    void sharedParts_mayBeWrittenOnce() {
        RuleFile file = RuleFile.read("shared.yaml", """
                rules:
                  a: { at: generated.plain, fault: hang, bounds: &short { ttl: 1m } }
                  b: { at: generated.plain, fault: hang, bounds: *short }
                """);

        assertThat(file.rules())
                .extracting(rule -> rule.bounds().ttl().toMinutes())
                .containsExactly(1L, 1L);
    }

    @Test
    void tagsThatNameClasses_constructNothing() {
        assertThatThrownBy(() -> RuleFile.read(
                        "tags.yaml", "seed: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]"))
                .hasMessage("tags.yaml: line 1, column 7  this cannot be read as YAML: Global tag is not allowed:"
                        + " tag:yaml.org,2002:javax.script.ScriptEngineManager");
        assertThatThrownBy(() -> RuleFile.read("tags.yaml", "seed: !file /etc/passwd"))
                .hasMessage("tags.yaml: line 1, column 7  seed was tagged '!file', but tags mean nothing here");
    }
}

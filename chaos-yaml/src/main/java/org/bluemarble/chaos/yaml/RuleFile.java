package org.bluemarble.chaos.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.RuleReader;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Units;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Rules in a file.
 *
 * <pre>{@code
 * seed: 42
 * points: [trade.after-debit]
 * rules:
 *   lose-commit-ack:
 *     at: jdbc.commit
 *     where: { table: trades, kind: { not: auto } }
 *     fault: lost-ack
 *     when: { probability: 1% }
 *     bounds: { limit: 10, ttl: 5m }
 *   slow-trades:
 *     at: trade.after-debit
 *     fault: { latency: 250ms, jitter: 20ms }
 * }</pre>
 *
 * <p>Reading tells every problem at once, with its line, and arms nothing.
 *
 * @param rules the rules, in the order of the file
 * @param points named points of server code that may not be loaded yet, so that no rule for them is taken for mistyped
 * @param seed the seed of all random decisions; null if the file names none
 */
public record RuleFile(
        List<FaultRule> rules,
        List<String> points,
        @Nullable Long seed) {

    private static final List<String> KEYS = List.of("rules", "points", "seed");

    public RuleFile {
        rules = List.copyOf(rules);
        points = List.copyOf(points);
    }

    /**
     * Reads a file of at most 1 MiB in UTF-8.
     *
     * @throws ChaosConfigurationException if it is missing, unreadable or wrong, with every problem in the order of lines
     */
    public static RuleFile read(Path path) {
        Findings findings = new Findings();
        String text = YamlSource.text(Objects.requireNonNull(path, "path"), findings);
        findings.throwIfAny(path.toString());
        return read(path.toString(), Objects.requireNonNull(text, "the text of a file without problems"));
    }

    /**
     * Reads a text.
     *
     * @param source what it is called in messages, for example the file's name
     * @throws ChaosConfigurationException if it is wrong, with every problem in the order of lines
     */
    public static RuleFile read(String source, String text) {
        Findings findings = new Findings();
        YamlFile file =
                YamlFile.of(Objects.requireNonNull(text, "text"), KEYS, "rules: { ... }, points: [ ... ]", findings);
        List<String> points = points(file, findings);
        List<FaultRule> rules = rules(file, points, findings);
        Long seed = seed(file, findings);
        findings.throwIfAny(Objects.requireNonNull(source, "source"));
        return new RuleFile(rules, points, seed);
    }

    private static List<String> points(YamlFile file, Findings findings) {
        List<String> points = new ArrayList<>();
        Node node = file.value("points");
        List<Word> words = node == null ? null : file.words().list(node, "points", "[trade.after-debit]");
        if (words == null) {
            return points;
        }
        for (Word word : words) {
            if (InjectionPoint.isName(word.text())) {
                points.add(word.text());
            } else {
                findings.refuse(
                        word,
                        "but must read target.operation in lower-case letters, digits and hyphens,"
                                + " for example trade.after-debit");
            }
        }
        return points;
    }

    private static List<FaultRule> rules(YamlFile file, List<String> points, Findings findings) {
        List<FaultRule> rules = new ArrayList<>();
        Node node = file.value("rules");
        Map<String, YamlWords.Entry> entries =
                node == null ? null : file.words().mapping(node, "rules", "lose-ack: { at: ..., fault: ... }");
        if (entries == null) {
            return rules;
        }
        RuleReader reader = new RuleReader(points);
        for (YamlWords.Entry entry : entries.values()) {
            RuleDraft draft = new RuleNode(file.words(), entry).draft();
            FaultRule rule = draft == null ? null : reader.read(draft, findings);
            if (rule != null) {
                rules.add(rule);
            }
        }
        return rules;
    }

    private static @Nullable Long seed(YamlFile file, Findings findings) {
        Node node = file.value("seed");
        Word word = node == null ? null : file.words().word(node, "seed");
        return word == null ? null : Units.number(word, Long.MIN_VALUE, Long.MAX_VALUE, findings);
    }

    /**
     * Makes the declared points known and arms the rules, all of them or none. The seed is the engine's to be built with,
     * and is not used here.
     *
     * @throws ChaosConfigurationException as {@link Chaos#armAll} does
     */
    public List<ArmedRule> armIn(Chaos chaos) {
        points.forEach(Chaos::point);
        return chaos.armAll(rules);
    }

    /**
     * Writes rules as a file, from which {@link #read(String, String)} reads equal rules.
     *
     * @throws ChaosConfigurationException if a rule has no spelling; see {@link FaultRule#line()}
     * @throws IllegalArgumentException if two rules have the same id
     */
    public static String write(List<FaultRule> rules) {
        return RuleFileWriter.write(rules);
    }
}

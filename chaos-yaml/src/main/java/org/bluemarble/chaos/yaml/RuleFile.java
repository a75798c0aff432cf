package org.bluemarble.chaos.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Ceiling;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.FlagFeed;
import org.bluemarble.chaos.FlagSource;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.RuleReader;
import org.bluemarble.chaos.RuleSequence;
import org.bluemarble.chaos.WrittenRules;
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
 *     where: { table: trade, kind: { not: auto } }
 *     fault: lost-ack
 *     when: { probability: 1% }
 *     bounds: { limit: 10, ttl: 5m }
 *   slow-trades:
 *     at: trade.after-debit
 *     fault: { latency: 250ms, jitter: 20ms }
 * sequences:
 *   evening:
 *     - for: 2m
 *       rules: { slow: { at: jdbc.commit, fault: { latency: 50ms } } }
 *     - for: 5m
 *       rules: { slow: { at: jdbc.commit, fault: { latency: 250ms } } }
 *   on-call:
 *     start: false
 *     acts: [{ for: 5m, rules: { lost: { at: jdbc.commit, fault: lost-ack } } }]
 * flags:
 *   armed-by-somebody-else: off
 * }</pre>
 *
 * <p>Reading tells every problem at once, with its line, and arms nothing. Immutable.
 */
public final class RuleFile {

    private static final List<String> KEYS = List.of("rules", "sequences", "points", "flags", "seed");

    private final WrittenRules written;
    private final List<FaultRule> rules;
    private final List<ActsNode.FileSequence> sequences;
    private final List<String> points;
    private final Map<String, Boolean> flags;
    private final @Nullable Long seed;

    private RuleFile(
            WrittenRules written,
            List<FaultRule> rules,
            List<ActsNode.FileSequence> sequences,
            List<String> points,
            Map<String, Boolean> flags,
            @Nullable Long seed) {
        this.written = written;
        this.rules = List.copyOf(rules);
        this.sequences = List.copyOf(sequences);
        this.points = List.copyOf(points);
        this.flags = Map.copyOf(flags);
        this.seed = seed;
    }

    /**
     * Reads a file of at most 1 MiB in UTF-8.
     *
     * @throws ChaosConfigurationException if it is missing, unreadable or wrong, with every problem in the order of lines
     */
    public static RuleFile read(Path path) {
        return read(path.toString(), text(path), null);
    }

    /**
     * Reads a file whose rules are to be armed under a ceiling: what the ceiling forbids is told together with what cannot
     * be read. Under a closed ceiling only the latter is.
     *
     * @throws ChaosConfigurationException as {@link #read(Path)} does, and if a rule is forbidden
     */
    public static RuleFile read(Path path, Ceiling ceiling) {
        return read(path.toString(), text(path), Objects.requireNonNull(ceiling, "ceiling"));
    }

    /**
     * Reads a text.
     *
     * @param source what it is called in messages, for example the file's name
     * @throws ChaosConfigurationException if it is wrong, with every problem in the order of lines
     */
    public static RuleFile read(String source, String text) {
        return read(source, text, null);
    }

    private static String text(Path path) {
        Findings findings = new Findings();
        String text = YamlSource.text(Objects.requireNonNull(path, "path"), findings);
        findings.throwIfAny(path.toString());
        return Objects.requireNonNull(text, "the text of a file without problems");
    }

    /** Reads a text as {@link #read(Path, Ceiling)} does; without a ceiling, as {@link #read(Path)} does. */
    static RuleFile read(String source, String text, @Nullable Ceiling ceiling) {
        Objects.requireNonNull(source, "source");
        Findings findings = new Findings();
        YamlFile file =
                YamlFile.of(Objects.requireNonNull(text, "text"), KEYS, "rules: { ... }, points: [ ... ]", findings);
        List<String> points = points(file, findings);
        List<RuleDraft> drafts = drafts(file);
        RuleReader reader = new RuleReader(points, ceiling);
        List<FaultRule> rules = new ArrayList<>();
        for (RuleDraft draft : drafts) {
            FaultRule rule = reader.read(draft, findings);
            if (rule != null) {
                rules.add(rule);
            }
        }
        List<ActsNode.FileSequence> sequences = ActsNode.read(file, reader, findings);
        Map<String, Boolean> flags = FlagNode.read(file, drafts, findings);
        Long seed = seed(file, findings);
        findings.throwIfAny(source);
        return new RuleFile(
                new WrittenRules(source, drafts, Set.copyOf(points)), rules, sequences, points, flags, seed);
    }

    static List<String> points(YamlFile file, Findings findings) {
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

    private static List<RuleDraft> drafts(YamlFile file) {
        List<RuleDraft> drafts = new ArrayList<>();
        Node node = file.value("rules");
        Map<String, YamlWords.Entry> entries =
                node == null ? null : file.words().mapping(node, "rules", "lose-ack: { at: ..., fault: ... }");
        if (entries == null) {
            return drafts;
        }
        for (YamlWords.Entry entry : entries.values()) {
            RuleDraft draft = new RuleNode(file.words(), entry).draft();
            if (draft != null) {
                drafts.add(draft);
            }
        }
        return drafts;
    }

    private static @Nullable Long seed(YamlFile file, Findings findings) {
        Node node = file.value("seed");
        Word word = node == null ? null : file.words().word(node, "seed");
        return word == null ? null : Units.number(word, Long.MIN_VALUE, Long.MAX_VALUE, findings);
    }

    /** {@return the rules, in the order of the file} */
    public List<FaultRule> rules() {
        return rules;
    }

    /** {@return the sequences, in the order of the file; see {@link Chaos#start}} */
    public List<RuleSequence> sequences() {
        return sequences.stream().map(ActsNode.FileSequence::sequence).toList();
    }

    /** {@return named points of server code that may not be loaded yet, so that no rule for them is taken for mistyped} */
    public List<String> points() {
        return points;
    }

    /** {@return the seed of all random decisions; null if the file names none} */
    public @Nullable Long seed() {
        return seed;
    }

    /** {@return what the file decides about flags: its {@code flags:}, and the {@code enabled:} of its rules} */
    public Map<String, Boolean> flags() {
        return flags;
    }

    /** {@return the rules with their places} */
    WrittenRules written() {
        return written;
    }

    /** {@return who the audit trail names for what a file does} */
    static String actor(String source) {
        return "file:" + source;
    }

    /**
     * Makes the declared points known, arms the rules, all of them or none, and then starts the sequences, but for those
     * that say {@code start: false}, which are only made known. What the file
     * decides about flags holds from then on. The seed is the engine's to be built with, and is not used here.
     *
     * @throws ChaosConfigurationException if a rule is refused, as {@link Chaos#arm(FaultRule)} would refuse it: with every
     *     problem and its line
     */
    public List<ArmedRule> armIn(Chaos chaos) {
        FlagFeed feed = chaos.flags().feed(FlagSource.FILE, actor(written.source()));
        try {
            List<ArmedRule> armed = written.replaceIn(chaos, Set.of(), feed, flags);
            for (ActsNode.FileSequence one : sequences) {
                chaos.declare(one.sequence());
                if (one.starts()) {
                    chaos.start(one.sequence());
                }
            }
            return armed;
        } catch (ChaosConfigurationException refused) {
            feed.close();
            throw refused;
        }
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

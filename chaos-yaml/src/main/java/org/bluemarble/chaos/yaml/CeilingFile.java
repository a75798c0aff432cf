package org.bluemarble.chaos.yaml;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.bluemarble.chaos.Bounds;
import org.bluemarble.chaos.Ceiling;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.OpenHours;
import org.bluemarble.chaos.PressureCaps;
import org.bluemarble.chaos.Probability;
import org.bluemarble.chaos.Selector;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Units;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A ceiling in a file. What it does not name is as in {@link Ceiling#DEFAULT}.
 *
 * <pre>{@code
 * allow: [crash, hang, lying-commit]
 * highest-ttl: 1h
 * highest-share: 10%
 * highest-players: 500
 * highest-player-share: 5%
 * hours: 09:00..17:00
 * days: mon..fri
 * zone: Europe/Berlin
 * dry-run: false
 * pressure: { cpu: 50%, heap: 80%, threads: 500, file-descriptors: 70%, disk: 4096 }
 * protect: { player: [gm-1, { glob: "gm-*" }], table: ledger }
 * }</pre>
 *
 * <p>The faults that {@code allow} names must be known when the file is read: target modules come first.
 */
public final class CeilingFile {

    private static final List<String> KEYS = List.of(
            "allow",
            "highest-ttl",
            "highest-share",
            "highest-players",
            "highest-player-share",
            "hours",
            "days",
            "zone",
            "dry-run",
            "protect",
            "pressure");

    private CeilingFile() {}

    /**
     * Reads a ceiling that somebody asked for. One that is missing, empty or wrong is closed: under it nothing may be armed,
     * and whoever tries is told why.
     */
    public static Ceiling read(Path path) {
        try {
            return check(path);
        } catch (ChaosConfigurationException wrong) {
            return Ceiling.closed(String.valueOf(wrong.getMessage()));
        }
    }

    /**
     * Reads a ceiling.
     *
     * @throws ChaosConfigurationException if the file is missing, empty or wrong, with every problem in the order of lines
     */
    public static Ceiling check(Path path) {
        Findings findings = new Findings();
        String text = YamlSource.text(Objects.requireNonNull(path, "path"), findings);
        findings.throwIfAny(path.toString());
        return check(path.toString(), Objects.requireNonNull(text, "the text of a file without problems"));
    }

    /**
     * Reads a ceiling from a text.
     *
     * @param source what it is called in messages, for example the file's name
     * @throws ChaosConfigurationException if it is empty or wrong, with every problem in the order of lines
     */
    public static Ceiling check(String source, String text) {
        Findings findings = new Findings();
        YamlFile file =
                YamlFile.of(Objects.requireNonNull(text, "text"), KEYS, "allow: [crash], highest-ttl: 1h", findings);
        Set<String> allowed = allowed(file, findings);
        Duration ttl = ttl(file, findings);
        Probability share = share(file, findings);
        Word players = word(file, "highest-players");
        Word ofPlayers = word(file, "highest-player-share");
        Probability playerShare = ofPlayers == null ? null : Units.probability(ofPlayers, findings);
        Long mostPlayers = players == null ? null : Units.number(players, 1, Long.MAX_VALUE, findings);
        OpenHours hours = hours(file, findings);
        Word dryRun = word(file, "dry-run");
        Boolean pretends = dryRun == null ? Boolean.FALSE : Units.flag(dryRun, findings);
        List<Selector.Condition> scopes = protectedScopes(file, findings);
        PressureCaps pressure = pressure(file, findings);
        findings.throwIfAny(Objects.requireNonNull(source, "source"));
        return new Ceiling(
                allowed,
                ttl == null ? Ceiling.DEFAULT_HIGHEST_TTL : ttl,
                share == null ? Probability.ONE : share,
                null,
                mostPlayers == null ? Bounds.UNLIMITED : mostPlayers,
                hours,
                Boolean.TRUE.equals(pretends),
                scopes,
                playerShare == null ? Probability.ONE : playerShare,
                pressure);
    }

    private static PressureCaps pressure(YamlFile file, Findings findings) {
        Node node = file.value("pressure");
        Map<String, YamlWords.Entry> entries =
                node == null ? null : file.words().mapping(node, "pressure", "{ cpu: 50%, threads: 500 }");
        if (entries == null) {
            return PressureCaps.NONE;
        }
        YamlFile.refuseUnknown(entries, PressureCaps.faults(), "pressure", file.words());
        Map<String, Word> words = new LinkedHashMap<>();
        for (YamlWords.Entry entry : entries.values()) {
            Word word = file.words().word(entry.value(), "pressure." + entry.key());
            if (word != null) {
                words.put(entry.key(), word);
            }
        }
        return PressureCaps.read(words, findings);
    }

    private static List<Selector.Condition> protectedScopes(YamlFile file, Findings findings) {
        Node node = file.value("protect");
        return node == null
                ? List.of()
                : Ceiling.protectedScopes(new ConditionNodes(file.words(), "protect", true).read(node), findings);
    }

    private static @Nullable Word word(YamlFile file, String key) {
        Node node = file.value(key);
        return node == null ? null : file.words().word(node, key);
    }

    private static @Nullable OpenHours hours(YamlFile file, Findings findings) {
        Word hours = word(file, "hours");
        Word days = word(file, "days");
        Word zone = word(file, "zone");
        return hours == null && days == null && zone == null ? null : OpenHours.read(hours, days, zone, findings);
    }

    private static Set<String> allowed(YamlFile file, Findings findings) {
        Set<String> allowed = new TreeSet<>();
        Node node = file.value("allow");
        if (node == null) {
            return allowed;
        }
        List<Word> names = node instanceof ScalarNode && !YamlWords.isEmpty(node)
                ? words(file.words().word(node, "allow"))
                : file.words().list(node, "allow", "[crash, hang]");
        if (names != null) {
            names.forEach(name -> allowed.addAll(Ceiling.allowedFaults(name, findings)));
        }
        return allowed;
    }

    private static List<Word> words(@Nullable Word word) {
        return word == null ? List.of() : List.of(word);
    }

    private static @Nullable Duration ttl(YamlFile file, Findings findings) {
        Word word = word(file, "highest-ttl");
        Duration ttl = word == null ? null : Units.duration(word, findings);
        if (word == null || ttl == null) {
            return null;
        }
        if (ttl.compareTo(Duration.ofMillis(1)) < 0 || ttl.compareTo(Ceiling.LONGEST_TTL) > 0) {
            findings.refuseValue(word, "but must lie between 1ms and " + Units.text(Ceiling.LONGEST_TTL));
            return null;
        }
        return ttl;
    }

    private static @Nullable Probability share(YamlFile file, Findings findings) {
        Word word = word(file, "highest-share");
        return word == null ? null : Units.probability(word, findings);
    }
}

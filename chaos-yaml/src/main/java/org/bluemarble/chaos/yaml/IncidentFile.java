package org.bluemarble.chaos.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.Incident;
import org.bluemarble.chaos.IncidentCatalogue;
import org.bluemarble.chaos.spi.Findings;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Incidents in a file.
 *
 * <pre>{@code
 * points: [auth.login]
 * incidents:
 *   slow-logins:
 *     summary: Logins take long, and some fail.
 *     parameters:
 *       delay: { type: duration, default: 5s, about: how long a login takes }
 *     rules:
 *       slow: { at: auth.login, fault: { latency: "${delay}" } }
 *       fail: { at: auth.login, fault: exception, when: { probability: 10% } }
 * }</pre>
 *
 * <p>Reading tells every problem at once, with its line, and makes nothing known.
 */
public final class IncidentFile {

    private static final List<String> KEYS = List.of("incidents", "points");

    private IncidentFile() {}

    /**
     * Reads a file of at most 1 MiB in UTF-8.
     *
     * @throws ChaosConfigurationException if it is missing, unreadable or wrong, with every problem in the order of lines
     */
    public static List<Incident> read(Path path) {
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
    public static List<Incident> read(String source, String text) {
        Findings findings = new Findings();
        YamlFile file = YamlFile.of(
                Objects.requireNonNull(text, "text"), KEYS, "incidents: { ... }, points: [ ... ]", findings);
        Set<String> points = Set.copyOf(RuleFile.points(file, findings));
        List<Incident> incidents = new ArrayList<>();
        Node node = file.value("incidents");
        Map<String, YamlWords.Entry> entries = node == null
                ? null
                : file.words().mapping(node, "incidents", "slow-logins: { summary: ..., rules: { ... } }");
        if (entries != null) {
            for (YamlWords.Entry entry : entries.values()) {
                Incident incident = new IncidentNode(file.words(), entry, source, points, findings).read();
                if (incident != null) {
                    incidents.add(incident);
                }
            }
        }
        findings.throwIfAny(Objects.requireNonNull(source, "source"));
        return List.copyOf(incidents);
    }

    /**
     * Reads a file and makes its incidents known in this JVM, all of them or none.
     *
     * @throws ChaosConfigurationException as {@link #read(Path)} does, and if one has the name of another from elsewhere
     */
    public static List<Incident> add(Path path) {
        List<Incident> incidents = read(path);
        IncidentCatalogue.process().addAll(path.toString(), incidents);
        return incidents;
    }
}

package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.WeakHashMap;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.IncidentSource;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** The incidents that are known in this JVM: those that come with chaos-yaml, and those of users' files. Thread-safe. */
public final class IncidentCatalogue {

    private static final IncidentCatalogue PROCESS = new IncidentCatalogue();

    private final Map<String, Incident> incidents = new LinkedHashMap<>();

    /** Sources that have not been asked yet. */
    private final List<IncidentSource> unasked = new ArrayList<>();

    private final Set<String> sources = new HashSet<>();
    private final Set<ClassLoader> seen = Collections.newSetFromMap(new WeakHashMap<>());

    IncidentCatalogue() {}

    /** {@return the catalogue of this JVM} */
    public static IncidentCatalogue process() {
        return PROCESS;
    }

    /** Adds a source, to be asked when somebody asks for an incident. Another copy of a known one changes nothing. */
    public synchronized void add(IncidentSource source) {
        if (sources.add(source.getClass().getName())) {
            unasked.add(source);
        }
    }

    /**
     * Adds incidents, all of them or none. Those that came from the same place before are replaced.
     *
     * @param source what their place is called in messages, for example a file's name
     * @throws ChaosConfigurationException if one has the name of another from elsewhere
     */
    public synchronized void addAll(String source, List<Incident> added) {
        askSources();
        Findings findings = new Findings();
        for (Incident incident : added) {
            Incident known = incidents.get(incident.name());
            if (known != null && !known.origin().equals(source)) {
                findings.add(
                        null,
                        "incidents." + Word.shown(incident.name()) + " has the name of an incident that is "
                                + (known.origin().equals("built in") ? "built in" : "in " + known.origin())
                                + "; choose another");
            }
        }
        findings.throwIfAny(source);
        added.forEach(incident -> incidents.put(incident.name(), incident));
    }

    /** {@return the incidents that are known now} */
    public synchronized List<Incident> incidents() {
        askSources();
        return List.copyOf(incidents.values());
    }

    /** {@return the incident of this name} */
    public synchronized Optional<Incident> find(String name) {
        askSources();
        return Optional.ofNullable(incidents.get(name));
    }

    private void askSources() {
        load(Thread.currentThread().getContextClassLoader());
        unasked.forEach(source -> source.incidents().forEach(one -> incidents.putIfAbsent(one.name(), one)));
        unasked.clear();
    }

    private void load(@Nullable ClassLoader context) {
        ClassLoader loader = context == null ? ClassLoader.getSystemClassLoader() : context;
        try {
            if (seen.add(loader)) {
                ServiceLoader.load(IncidentSource.class, loader).forEach(this::add);
            }
        } catch (ServiceConfigurationError broken) {
            throw new IllegalStateException("incidents on the class path cannot be loaded", broken);
        }
    }
}

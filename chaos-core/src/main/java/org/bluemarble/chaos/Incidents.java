package org.bluemarble.chaos;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bluemarble.chaos.spi.Findings;

/**
 * The named incidents, as one engine arms them. Thread-safe.
 *
 * <pre>{@code
 * try (ArmedIncident failover = Chaos.global().incidents().arm("db-failover duration=10s")) {
 *     playTheRaid();
 * }
 * }</pre>
 */
public final class Incidents {

    private final Chaos engine;

    /** The last one armed of each name. That no two are armed at once is seen to by their rules' ids. */
    private final Map<String, ArmedIncident> armed = new ConcurrentHashMap<>();

    Incidents(Chaos engine) {
        this.engine = engine;
    }

    /** {@return every incident that is known in this JVM, also those that cannot be armed here} */
    public List<Incident> all() {
        return IncidentCatalogue.process().incidents();
    }

    /** {@return why an incident cannot be armed in this JVM, whatever its parameters; empty if it can} */
    public Optional<String> unavailable(Incident incident) {
        Findings findings = new Findings();
        needs(incident, findings);
        IncidentCall.byDefault(incident).ifPresent(call -> readable(call, findings));
        return findings.problems().stream().map(Problem::text).findFirst();
    }

    private static void readable(IncidentCall call, Findings findings) {
        RuleReader reader = new RuleReader(call.incident().points());
        call.drafts().forEach(draft -> reader.read(draft, findings));
    }

    /** {@return the incident of this name, if any of its rules is armed} */
    public Optional<ArmedIncident> armed(String name) {
        return Optional.ofNullable(armed.get(name)).filter(ArmedIncident::isArmed);
    }

    /**
     * Arms an incident: all of its rules, or none.
     *
     * @param line its name and values of its parameters, for example {@code db-failover duration=10s}; {@code incident:} may
     *     stand before it
     * @throws ChaosConfigurationException if it is unknown or not available, if a parameter is wrong, or as
     *     {@link Chaos#armAll} does
     */
    public ArmedIncident arm(String line) {
        return arm(line, Chaos.API);
    }

    ArmedIncident arm(String line, String actor) {
        Findings findings = new Findings();
        IncidentCall call = IncidentCall.read(line, findings);
        if (call == null || !isPossible(call, findings)) {
            throw engine.book().arming().refuse(actor, call == null ? "incident" : call.source(), findings);
        }
        ArmedIncident incident =
                new ArmedIncident(engine, call.incident(), call.rules().armIn(engine, actor));
        armed.put(incident.name(), incident);
        return incident;
    }

    private boolean isPossible(IncidentCall call, Findings findings) {
        if (armed(call.incident().name()).isPresent()) {
            findings.add(null, "it is armed already; disarm it first");
        }
        needs(call.incident(), findings);
        return findings.isEmpty();
    }

    private static void needs(Incident incident, Findings findings) {
        for (String module : incident.needs()) {
            if (!FaultCatalogue.process().modules().contains(module)) {
                findings.add(null, "it needs " + module + ", which is not here");
            }
        }
    }

    /** {@return what would make {@link #arm(String)} refuse the line now; empty if nothing would} */
    public List<Problem> check(String line) {
        Findings findings = new Findings();
        IncidentCall call = IncidentCall.read(line, findings);
        if (call != null && isPossible(call, findings)) {
            engine.book().arming().check(call.rules(), findings);
        }
        return findings.problems();
    }
}

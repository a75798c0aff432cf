package org.bluemarble.chaos;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bluemarble.chaos.jmx.IncidentInfo;
import org.jspecify.annotations.Nullable;

/** The incidents as a management tool sees and switches them. */
final class IncidentControl {

    private final Chaos engine;

    IncidentControl(Chaos engine) {
        this.engine = engine;
    }

    IncidentInfo[] all() {
        return engine.incidents().all().stream()
                .map(incident -> new View(engine, incident))
                .toArray(IncidentInfo[]::new);
    }

    boolean disarm(String asked) {
        Optional<ArmedIncident> armed = find(asked);
        armed.ifPresent(incident -> incident.disarm(JmxActor.current()));
        return armed.isPresent();
    }

    void setEnabled(String asked, boolean on) {
        armed(asked).decide(FlagSource.JMX, JmxActor.current(), on);
    }

    boolean release(String asked) {
        return armed(asked).release(FlagSource.JMX, JmxActor.current());
    }

    private Optional<ArmedIncident> find(String asked) {
        return engine.incidents()
                .armed(asked.strip().substring(Incident.PREFIX.length()).strip());
    }

    private ArmedIncident armed(String asked) {
        return find(asked).orElseThrow(() -> {
            List<String> names = engine.incidents().all().stream()
                    .map(Incident::name)
                    .filter(name -> engine.incidents().armed(name).isPresent())
                    .toList();
            return new IllegalArgumentException("id was '" + asked + "' but must be that of an armed incident; "
                    + (names.isEmpty() ? "none is armed" : "armed: " + String.join(", ", names)));
        });
    }

    private record View(Chaos engine, Incident incident) implements IncidentInfo {

        @Override
        public String getName() {
            return incident.name();
        }

        @Override
        public String getSummary() {
            return incident.summary();
        }

        @Override
        public String getOrigin() {
            return incident.origin();
        }

        @Override
        public String[] getParameters() {
            return incident.parameters().stream().map(View::spelling).toArray(String[]::new);
        }

        private static String spelling(ParameterDescriptor parameter) {
            String fallback = parameter.fallback();
            return parameter.name() + " (" + parameter.type().name().toLowerCase(Locale.ROOT) + "; "
                    + (fallback == null ? "required" : fallback.isEmpty() ? "any if left out" : "default " + fallback)
                    + "): " + parameter.summary();
        }

        @Override
        public String[] getRules() {
            return IncidentCall.byDefault(incident)
                    .map(IncidentExplainer::rules)
                    .orElse(List.of())
                    .toArray(new String[0]);
        }

        @Override
        public boolean isArmed() {
            return engine.incidents().armed(incident.name()).isPresent();
        }

        @Override
        public @Nullable String getUnavailable() {
            return engine.incidents().unavailable(incident).orElse(null);
        }
    }
}

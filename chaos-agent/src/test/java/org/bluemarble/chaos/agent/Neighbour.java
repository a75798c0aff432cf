package org.bluemarble.chaos.agent;

import java.nio.file.Path;
import java.util.List;

/** Another agent that people use, with options that keep it to itself. */
enum Neighbour {
    JACOCO("org.jacoco.agent-", "output=none", List.of()),
    OPEN_TELEMETRY(
            "opentelemetry-javaagent-",
            "",
            List.of(
                    "-Dotel.traces.exporter=none",
                    "-Dotel.metrics.exporter=none",
                    "-Dotel.logs.exporter=none",
                    "-Dotel.javaagent.logging=none",
                    // Off by default, and it weaves the same classes as we do.
                    "-Dotel.instrumentation.jdbc-datasource.enabled=true"));

    private final String jar;
    private final String options;
    private final List<String> properties;

    Neighbour(String jar, String options, List<String> properties) {
        this.jar = jar;
        this.options = options;
        this.properties = properties;
    }

    ChildJvm.Builder before(ChildJvm.Builder builder, Path chaos, String chaosOptions) {
        return builder.with(properties.toArray(new String[0]))
                .agent(Jars.copied(jar), options)
                .agent(chaos, chaosOptions);
    }

    ChildJvm.Builder after(ChildJvm.Builder builder, Path chaos, String chaosOptions) {
        return builder.with(properties.toArray(new String[0]))
                .agent(chaos, chaosOptions)
                .agent(Jars.copied(jar), options);
    }
}

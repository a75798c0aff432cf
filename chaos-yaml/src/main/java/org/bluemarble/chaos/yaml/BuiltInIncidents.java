package org.bluemarble.chaos.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.bluemarble.chaos.Incident;
import org.bluemarble.chaos.spi.IncidentSource;

/** The incidents that come with BlueMarble Chaos: {@code incidents.yaml} beside this class. */
public final class BuiltInIncidents implements IncidentSource {

    private static final String RESOURCE = "incidents.yaml";

    /** Made by {@link java.util.ServiceLoader}, and by the agent. */
    public BuiltInIncidents() {}

    @Override
    public List<Incident> incidents() {
        try (InputStream file =
                Objects.requireNonNull(BuiltInIncidents.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return IncidentFile.read("built in", new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException damaged) {
            throw new UncheckedIOException("the built-in incidents cannot be read: the jar is damaged", damaged);
        }
    }
}

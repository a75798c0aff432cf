package org.bluemarble.chaos;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The JVM exits as after {@code SIGTERM}: its shutdown hooks run while the calls, this one too, go on. Destructive: the
 * ceiling must name {@code exit}.
 *
 * @param status the exit status of the process, from 0 to 255
 * @param patience how long the hooks may take before the JVM is halted, as a supervisor would; from 1s to 10m
 */
public record Exit(int status, Duration patience) implements EndingFault {

    /** 128 + 15, what a shell reports for a process that was asked to end. */
    public static final int DEFAULT_STATUS = 143;
    /** What Kubernetes grants a container by default. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);

    static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);
    static final Duration MOST_PATIENCE = Duration.ofMinutes(10);

    public Exit {
        Crash.requireStatus(status);
        Objects.requireNonNull(patience, "patience");
        if (patience.compareTo(LEAST_PATIENCE) < 0 || patience.compareTo(MOST_PATIENCE) > 0) {
            throw new IllegalArgumentException(
                    "patience was " + patience + " but must lie between " + LEAST_PATIENCE + " and " + MOST_PATIENCE);
        }
    }

    @Override
    public String name() {
        return "exit";
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (status != DEFAULT_STATUS) {
            parameters.put("status", (long) status);
        }
        if (!patience.equals(DEFAULT_PATIENCE)) {
            parameters.put("patience", patience);
        }
        return parameters;
    }
}

package org.bluemarble.chaos;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A target module's fault by name and parameters. The module applies it, because only the module knows how.
 *
 * @param name the fault's name in rules, for example {@code lost-ack}
 * @param parameters the parameters that were given, in order; see {@link Fault#parameters()} for the value types
 */
public record TargetFault(String name, Map<String, Object> parameters) implements Fault {

    public TargetFault {
        Objects.requireNonNull(name, "name");
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * Returns one parameter, or {@code fallback} if the rule did not give it.
     *
     * @param type the expected value type, one of those named at {@link Fault#parameters()}
     * @throws ClassCastException if the parameter has another type: the descriptor and the caller disagree
     */
    public <T> T parameter(String parameter, Class<T> type, T fallback) {
        Object value = parameters.get(parameter);
        return value == null ? fallback : type.cast(value);
    }
}

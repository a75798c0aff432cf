package org.bluemarble.chaos;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the generic faults from their parameters. */
final class GenericFaultReader {

    private final FaultParameters parameters;

    GenericFaultReader(FaultParameters parameters) {
        this.parameters = parameters;
    }

    /** Returns null, and adds a problem, if the parameters do not fit together. */
    @Nullable
    Fault read(String name, @Nullable Phase phase) {
        return switch (name) {
            case "latency" -> new LatencyReader(parameters).read();
            case "exception" -> exception();
            case "hang" -> new Hang(parameters.value("duration", Duration.class).orElse(Hang.UNTIL_DISARMED));
            case "crash" -> crash(phase);
            default -> throw new AssertionError("no reading known for generic fault " + name);
        };
    }

    private @Nullable Fault exception() {
        String className = parameters.value("class", String.class).orElse(ThrowException.DEFAULT_CLASS);
        String predicate = ThrowableClasses.whyUnusable(className);
        if (predicate != null) {
            parameters.refuse("class", predicate);
            return null;
        }
        return new ThrowException(
                className, parameters.value("message", String.class).orElse(ThrowException.DEFAULT_MESSAGE));
    }

    private @Nullable Fault crash(@Nullable Phase phase) {
        if (parameters.has("at") && phase != Phase.DURING) {
            parameters.refuseValue("at", "but says when during the call; give phase=during, or leave it out");
            return null;
        }
        String moment = parameters.value("at", String.class).orElse(Crash.Moment.FLUSHED.spelling());
        return new Crash(Crash.Moment.valueOf(moment.toUpperCase(Locale.ROOT)));
    }
}

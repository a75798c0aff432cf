package org.bluemarble.chaos;

import java.time.Duration;
import java.util.Locale;
import org.bluemarble.chaos.spi.Word;
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
            case "stall" -> stall();
            case "return-override" -> returnOverride();
            case "crash" -> crash(phase);
            case "exit" -> exit();
            case "out-of-memory" -> new JvmError(JvmError.Kind.OUT_OF_MEMORY);
            case "stack-overflow" -> new JvmError(JvmError.Kind.STACK_OVERFLOW);
            case "skip-tick" -> new TickFault.Skip();
            case "double-tick" -> new TickFault.Twice();
            case "stall-tick" -> new TickFault.Stall(parameters.required("duration", Duration.class));
            default -> throw new AssertionError("no reading known for generic fault " + name);
        };
    }

    private @Nullable Fault exception() {
        ThrowException exception = new ThrowException(
                parameters.value("class", String.class).orElse(ThrowException.DEFAULT_CLASS),
                parameters.value("message", String.class).orElse(ThrowException.DEFAULT_MESSAGE),
                parameters.value("cause", String.class).orElse(null),
                parameters.value("state", String.class).orElse(null),
                parameters.value("code", Long.class).orElse(null));
        boolean usable = isUsable("class", exception);
        String cause = exception.cause();
        if (cause != null) {
            usable &= isUsable("cause", ThrowableClasses.causeOf(cause, exception));
        }
        return usable ? exception : null;
    }

    private boolean isUsable(String parameter, ThrowException exception) {
        String predicate = ThrowableClasses.whyUnusable(exception);
        if (predicate == null) {
            return true;
        }
        if (parameters.has(parameter)) {
            parameters.refuse(parameter, predicate);
        } else {
            // The default class takes a message and a cause; what does not suit it is one of the others.
            String unsuitable = exception.state() == null ? "code" : "state";
            parameters.refuse(unsuitable, "but needs a class that takes it, for example class=java.sql.SQLException");
        }
        return false;
    }

    private Fault stall() {
        String how = parameters.value("how", String.class).orElse(Stall.How.PARK.spelling());
        return new Stall(
                parameters.required("duration", Duration.class), Stall.How.valueOf(how.toUpperCase(Locale.ROOT)));
    }

    /** A target's own calls return what the target makes of them; only server code and methods return plain values. */
    private @Nullable Fault returnOverride() {
        Word at = parameters.draft().at();
        Word fault = parameters.draft().fault();
        if (at != null && fault != null && FaultCatalogue.process().isDescribed(at.text())) {
            parameters
                    .findings()
                    .refuse(
                            fault,
                            ", which makes no sense at " + at.text()
                                    + "; it acts at points in server code, around work that returns a value");
            return null;
        }
        return new ReturnOverride(parameters.value("value", String.class).orElse(null));
    }

    private @Nullable Fault crash(@Nullable Phase phase) {
        if (parameters.has("at") && phase != Phase.DURING) {
            parameters.refuseValue("at", "but says when during the call; give phase=during, or leave it out");
            return null;
        }
        String moment = parameters.value("at", String.class).orElse(Crash.Moment.FLUSHED.spelling());
        return new Crash(Crash.Moment.valueOf(moment.toUpperCase(Locale.ROOT)), status(Crash.EXIT_STATUS));
    }

    private Fault exit() {
        return new Exit(
                status(Exit.DEFAULT_STATUS),
                parameters.value("patience", Duration.class).orElse(Exit.DEFAULT_PATIENCE));
    }

    private int status(int fallback) {
        return parameters.value("status", Long.class).map(Long::intValue).orElse(fallback);
    }
}

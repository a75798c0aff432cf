package org.bluemarble.chaos;

import java.util.concurrent.atomic.AtomicBoolean;
import org.bluemarble.chaos.pressure.Pressure;
import org.bluemarble.chaos.pressure.PressureEnd;
import org.bluemarble.chaos.pressure.PressureRun;
import org.jspecify.annotations.Nullable;

/**
 * The one pressure that a rule has under way at most. The engine applies it, and not the target: the call on which the rule
 * fires goes on undisturbed, at whatever point.
 */
final class ArmedPressure {

    private final ArmedRule rule;
    private final Pressure pressure;
    private final AtomicBoolean underWay = new AtomicBoolean();

    private ArmedPressure(ArmedRule rule, Pressure pressure) {
        this.rule = rule;
        this.pressure = pressure;
    }

    static @Nullable ArmedPressure of(ArmedRule rule, Fault fault) {
        return fault instanceof Pressure pressure ? new ArmedPressure(rule, pressure) : null;
    }

    boolean isUnderWay() {
        return underWay.get();
    }

    /** Starts the pressure, unless one is under way. The part is among the rule's pending ones until all is given back. */
    void begin(InjectionPart part) {
        part.callReturns();
        if (!underWay.compareAndSet(false, true)) {
            part.end(false);
            part.tellEnd();
            return;
        }
        if (!part.begin()) {
            underWay.set(false);
            part.tellEnd();
            return;
        }
        try {
            PressureRun run = PressureRun.start(
                    rule.id(),
                    pressure,
                    rule.engine().ceiling().pressure().of(pressure.name()),
                    end -> ended(part, end));
            part.onCancel(run::stop);
        } catch (OutOfMemoryError noThread) {
            // The server is short of what the pressure would take: a reason to leave it alone.
            ended(part, new PressureEnd(pressure.name() + " could not begin: " + noThread.getMessage(), null, null));
        } catch (RuntimeException | Error bug) {
            ended(part, new PressureEnd(null, null, bug));
        }
    }

    private void ended(InjectionPart part, PressureEnd end) {
        String refusal = end.refusal();
        Throwable bug = end.bug();
        if (refusal != null) {
            rule.refused(refusal);
            part.failed(InjectionEnd.Outcome.REFUSED, refusal);
        }
        if (end.unreleased() != null) {
            rule.refused("not everything could be given back: " + end.unreleased());
        }
        if (bug != null) {
            part.failed(InjectionEnd.Outcome.FAILED, bug.toString());
            rule.fail(bug);
        }
        underWay.set(false);
        part.end(refusal == null && bug == null);
        part.tellEnd();
    }
}

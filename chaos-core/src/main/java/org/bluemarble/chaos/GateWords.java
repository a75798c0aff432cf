package org.bluemarble.chaos;

import org.bluemarble.chaos.spi.Units;

/** Gates and bursts in a reader's words. */
final class GateWords {

    private GateWords() {}

    static String of(Trigger trigger) {
        if (trigger instanceof Burst burst) {
            return burst(burst);
        } else if (trigger instanceof Gate.Window window) {
            return window(window);
        } else if (trigger instanceof Gate.Hours hours) {
            return "in the hours " + hours.hours() + (hours.hours().zone() == null ? " of the JVM's time zone" : "");
        } else if (trigger instanceof Gate.Ramp ramp) {
            return "on a share of the calls that goes from " + Units.text(ramp.from()) + " to " + Units.text(ramp.to())
                    + " within " + Units.text(ramp.over());
        } else if (trigger instanceof Gate.Steps steps) {
            return "on a share of the calls in steps of " + GateText.steps(steps);
        } else if (trigger instanceof Gate.AfterRule other) {
            return "once rule '" + other.rule() + "' has fired"
                    + (other.delay().isZero() ? "" : ", " + Units.text(other.delay()) + " later");
        } else if (trigger instanceof Gate.Stack stack) {
            return "on calls that come from " + stack;
        } else if (trigger instanceof Gate.Rate rate) {
            return "at an even pace of " + GateText.rate(rate);
        }
        throw new AssertionError("no words known for " + trigger);
    }

    private static String burst(Burst burst) {
        return "on " + Units.text(burst.inside()) + " of the calls in bursts of " + burst.meanCalls()
                + " on average, and on " + Units.text(burst.outside()) + " of those in gaps of " + burst.meanGap()
                + " between them";
    }

    private static String window(Gate.Window window) {
        String end = window.to() == null ? "" : "until " + Units.text(window.to()) + " after arming";
        if (window.from().isZero()) {
            return end;
        }
        return "from " + Units.text(window.from()) + (end.isEmpty() ? " after arming" : " " + end);
    }
}

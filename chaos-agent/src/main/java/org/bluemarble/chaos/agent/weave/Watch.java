package org.bluemarble.chaos.agent.weave;

import java.util.List;
import java.util.Objects;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.spi.CallHandler;

/**
 * Who looks at the calls of a woven method, and when.
 *
 * @param points names of the points whose arming makes the handler look: those that calls pass, and perhaps more
 * @param whileAsked whether the handler looks also while a rule, at whatever point, asks for whom calls are made
 * @param handler what is done at a call's entry
 */
public record Watch(List<String> points, boolean whileAsked, CallHandler handler) {

    public Watch {
        points = List.copyOf(points);
        Objects.requireNonNull(handler, "handler");
    }

    /** Looks while one of the points is armed; if there are none, always. */
    public Watch(List<String> points, CallHandler handler) {
        this(points, false, handler);
    }

    List<InjectionPoint> injectionPoints() {
        return points.stream().map(Chaos::point).toList();
    }
}

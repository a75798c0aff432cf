package org.bluemarble.chaos.jvm;

import java.time.Duration;
import java.util.List;
import org.bluemarble.chaos.AttributeDescriptor;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.FaultDescriptor;
import org.bluemarble.chaos.ParameterDescriptor;
import org.bluemarble.chaos.Phase;
import org.bluemarble.chaos.PointDescriptor;
import org.bluemarble.chaos.spi.PointFamily;
import org.jspecify.annotations.Nullable;

/** The points {@code clock:...}: wherever a class that is meant reads a clock of the JDK. */
final class ClockPoints implements PointFamily {

    static final ClockPoints INSTANCE = new ClockPoints();

    static final AttributeKey CLASS = AttributeKey.text("class");
    static final AttributeKey CLOCK = AttributeKey.text("clock");
    static final String WALL = "wall";
    static final String MONOTONIC = "monotonic";

    private static final Duration LONGEST = Duration.ofDays(3_650);

    static final FaultDescriptor SKEW = new FaultDescriptor(
            "skew",
            "The class reads a clock that goes ahead of the real one, or behind it; other classes do not.",
            List.of(
                    ParameterDescriptor.duration("ahead", "by how much it goes ahead", Duration.ZERO, LONGEST, "0ms")
                            .asMain(),
                    ParameterDescriptor.duration(
                            "behind", "by how much it goes behind", Duration.ZERO, LONGEST, "0ms")),
            List.of(Phase.AFTER),
            List.of(ClockPattern.PREFIX + "*"),
            false,
            false);

    private ClockPoints() {}

    @Override
    public String prefix() {
        return ClockPattern.PREFIX;
    }

    @Override
    public @Nullable String complaint(String name) {
        return ClockPattern.complaint(name);
    }

    @Override
    public PointDescriptor describe(String name) {
        return point(name, "Readings of the clock in " + name.substring(ClockPattern.PREFIX.length()) + ".");
    }

    @Override
    public PointDescriptor example() {
        return point(
                "clock:com.game.*Auction",
                "Every reading of the clock in the classes that a pattern means; see docs/methods.md. Woven while a rule is"
                        + " armed here.");
    }

    private static PointDescriptor point(String name, String summary) {
        return new PointDescriptor(
                name,
                summary,
                List.of(Phase.AFTER),
                List.of(
                        AttributeDescriptor.of(
                                        CLASS.name(), AttributeKey.Type.TEXT, "the binary name of the class that reads")
                                .single(),
                        new AttributeDescriptor(
                                CLOCK.name(),
                                AttributeKey.Type.TEXT,
                                "wall: the time of day; monotonic: System.nanoTime",
                                List.of(WALL, MONOTONIC))));
    }
}

package org.bluemarble.chaos.netty;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bluemarble.chaos.FaultCatalogue;
import org.bluemarble.chaos.FaultDescriptor;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.PointDescriptor;
import org.bluemarble.chaos.TargetFault;
import org.bluemarble.chaos.spi.ChaosModule;
import org.bluemarble.chaos.spi.Units;

/** Tells the engine which points and faults this module brings. Immutable. */
public final class NettyModule implements ChaosModule {

    @Override
    public String name() {
        return "chaos-netty";
    }

    @Override
    public String version() {
        return FaultCatalogue.VERSION;
    }

    @Override
    public List<PointDescriptor> points() {
        return NettyPoints.DESCRIPTORS;
    }

    @Override
    public List<FaultDescriptor> faults() {
        return FaultTable.DESCRIPTORS;
    }

    @Override
    public Optional<String> complaint(FaultRule rule) {
        if (!rule.point().equals(NettyPoints.CONNECTION.name())
                || !(rule.fault() instanceof TargetFault away)
                || !away.name().equals("away")) {
            return Optional.empty();
        }
        Duration from = away.parameter("from", Duration.class, AwayHosts.SHORTEST);
        Duration to = away.parameter("to", Duration.class, AwayHosts.LONGEST);
        return from.compareTo(to) <= 0
                ? Optional.empty()
                : Optional.of("but must have its shortest time, from=" + Units.text(from) + ", no longer than to="
                        + Units.text(to));
    }
}

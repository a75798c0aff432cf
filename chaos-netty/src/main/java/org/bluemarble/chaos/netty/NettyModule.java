package org.bluemarble.chaos.netty;

import java.util.List;
import org.bluemarble.chaos.FaultCatalogue;
import org.bluemarble.chaos.FaultDescriptor;
import org.bluemarble.chaos.PointDescriptor;
import org.bluemarble.chaos.spi.ChaosModule;

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
}

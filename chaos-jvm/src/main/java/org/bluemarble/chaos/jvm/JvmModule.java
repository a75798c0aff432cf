package org.bluemarble.chaos.jvm;

import java.util.List;
import org.bluemarble.chaos.FaultCatalogue;
import org.bluemarble.chaos.FaultDescriptor;
import org.bluemarble.chaos.PointDescriptor;
import org.bluemarble.chaos.spi.ChaosModule;
import org.bluemarble.chaos.spi.PointFamily;

/** Tells the engine which points and faults this module brings. */
public final class JvmModule implements ChaosModule {

    @Override
    public String name() {
        return "chaos-jvm";
    }

    @Override
    public String version() {
        return FaultCatalogue.VERSION;
    }

    @Override
    public List<PointDescriptor> points() {
        return List.of();
    }

    @Override
    public List<FaultDescriptor> faults() {
        return List.of();
    }

    @Override
    public List<PointFamily> families() {
        return List.of(MethodPoints.INSTANCE);
    }
}

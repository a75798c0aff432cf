package org.bluemarble.chaos.jvm;

import java.util.ArrayList;
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
        return JdkPoints.DESCRIPTORS;
    }

    @Override
    public List<FaultDescriptor> faults() {
        List<FaultDescriptor> faults = new ArrayList<>(JdkFaults.DESCRIPTORS);
        faults.add(ClockPoints.SKEW);
        return List.copyOf(faults);
    }

    @Override
    public List<PointFamily> families() {
        return List.of(MethodPoints.INSTANCE, ClockPoints.INSTANCE);
    }
}

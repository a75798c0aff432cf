package org.bluemarble.chaos.agent;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.FaultCatalogue;
import org.bluemarble.chaos.agent.weave.MethodWeave;
import org.bluemarble.chaos.agent.weave.WeaveSource;
import org.bluemarble.chaos.agent.weave.Weaving;
import org.bluemarble.chaos.spi.ChaosModule;
import org.jspecify.annotations.Nullable;

/** What the agent does once core is there: target modules, the engine under its ceiling, the weaves, the rules. */
final class AgentSetup {

    private AgentSetup() {}

    static void run(@Nullable String options, Instrumentation instrumentation, boolean late) {
        ClassLoader isolated = AgentSetup.class.getClassLoader();
        ServiceLoader.load(ChaosModule.class, isolated).forEach(FaultCatalogue.process()::add);
        Chaos.builder("global").buildGlobal();
        List<MethodWeave> weaves = new ArrayList<>();
        ServiceLoader.load(WeaveSource.class, isolated).forEach(source -> weaves.addAll(source.weaves()));
        Weaving.install(instrumentation, weaves);
    }
}

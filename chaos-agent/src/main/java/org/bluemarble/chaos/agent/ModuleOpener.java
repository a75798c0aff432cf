package org.bluemarble.chaos.agent;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;
import org.bluemarble.chaos.agent.weave.PackageOpener;

/** Opens packages of named modules to the agent's own classes, as a user would with {@code --add-opens}. Thread-safe. */
final class ModuleOpener implements PackageOpener {

    private static final Module OURS = ModuleOpener.class.getModule();

    private final Instrumentation instrumentation;

    ModuleOpener(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    @Override
    public void open(Class<?> type) {
        Module module = type.getModule();
        String name = type.getPackageName();
        // Every package on the class path is open.
        if (!module.isOpen(name, OURS)) {
            instrumentation.redefineModule(module, Set.of(), Map.of(), Map.of(name, Set.of(OURS)), Set.of(), Map.of());
        }
    }
}

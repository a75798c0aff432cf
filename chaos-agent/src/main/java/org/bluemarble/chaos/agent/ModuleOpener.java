package org.bluemarble.chaos.agent;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/** Opens packages of named modules to the agent's own classes, as a user would with {@code --add-opens}. Thread-safe. */
public final class ModuleOpener {

    private static final Module OURS = ModuleOpener.class.getModule();

    private final Instrumentation instrumentation;

    ModuleOpener(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** Opens the package of a class. Does nothing if it is open, as every package on the class path is. */
    public void open(Class<?> type) {
        Module module = type.getModule();
        String name = type.getPackageName();
        if (!module.isOpen(name, OURS)) {
            instrumentation.redefineModule(
                    module, Set.of(), Map.of(), Map.of(name, Set.of(OURS)), Set.of(), Map.of());
        }
    }
}

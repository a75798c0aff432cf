package org.bluemarble.chaos;

import java.util.Collections;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.WeakHashMap;
import org.bluemarble.chaos.spi.ChaosModule;
import org.jspecify.annotations.Nullable;

/** Finds the target modules that an application has on its class path, once for each class loader. */
final class ModuleLoading {

    private static final Map<ClassLoader, Boolean> SEEN = Collections.synchronizedMap(new WeakHashMap<>());

    private ModuleLoading() {}

    static void loadFor(@Nullable ClassLoader context) {
        ClassLoader loader = context == null ? ClassLoader.getSystemClassLoader() : context;
        if (SEEN.containsKey(loader)) {
            return;
        }
        try {
            ServiceLoader.load(ChaosModule.class, loader).forEach(FaultCatalogue.process()::add);
            // Only now: a module that was refused is refused again, not silently missing from then on.
            SEEN.put(loader, Boolean.TRUE);
        } catch (ServiceConfigurationError broken) {
            throw new IllegalStateException("a target module on the class path cannot be loaded", broken);
        }
    }
}

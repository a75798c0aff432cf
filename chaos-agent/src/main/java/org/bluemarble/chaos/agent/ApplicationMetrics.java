package org.bluemarble.chaos.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.bluemarble.chaos.Chaos;
import org.jspecify.annotations.Nullable;

/**
 * Shows the engine's metrics in the global registry of each application that has Micrometer, as {@code metrics=true} asks
 * for. Adds no code to any class: it only looks for the class that holds the registry, now and whenever one is loaded.
 */
final class ApplicationMetrics implements ClassFileTransformer {

    private static final String METRICS = "io.micrometer.core.instrument.Metrics";
    private static final String INTERNAL_NAME = METRICS.replace('.', '/');

    private final Chaos chaos;

    /** Guarded by itself; several threads may find the same one. */
    private final Set<Class<?>> bound = Collections.newSetFromMap(new WeakHashMap<>());

    private ApplicationMetrics(Chaos chaos) {
        this.chaos = chaos;
    }

    static void follow(Chaos chaos, Instrumentation instrumentation) {
        ApplicationMetrics metrics = new ApplicationMetrics(chaos);
        instrumentation.addTransformer(metrics);
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (loaded.getName().equals(METRICS)) {
                metrics.bind(loaded);
            }
        }
    }

    /** Changes nothing: the class is being loaded, and soon it will be there. */
    @Override
    public byte @Nullable [] transform(
            @Nullable Module module,
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (INTERNAL_NAME.equals(name) && loader != null && redefined == null) {
            // On a thread of its own: this one holds the lock under which the class is loaded.
            Thread thread = new Thread(null, () -> bindIn(loader), "chaos-metrics", 0, false);
            thread.setDaemon(true);
            thread.start();
        }
        return null;
    }

    private void bindIn(ClassLoader loader) {
        try {
            bind(Class.forName(METRICS, false, loader));
        } catch (ClassNotFoundException | LinkageError gone) {
            Said.later("metrics are not shown: " + gone);
        }
    }

    private void bind(Class<?> metrics) {
        synchronized (bound) {
            if (!bound.add(metrics)) {
                return;
            }
        }
        try {
            Object registry = metrics.getField("globalRegistry").get(null);
            ClassLoader beside = new BesideLibrary(metrics.getClassLoader(), "org.bluemarble.chaos.micrometer.", "");
            Class<?> ours = Class.forName("org.bluemarble.chaos.micrometer.ChaosMetrics", true, beside);
            Object binder = ours.getConstructor(Chaos.class).newInstance(chaos);
            Class<?> registryType =
                    Class.forName("io.micrometer.core.instrument.MeterRegistry", false, metrics.getClassLoader());
            ours.getMethod("bindTo", registryType).invoke(binder, registry);
        } catch (ReflectiveOperationException | LinkageError other) {
            Throwable cause = other.getCause() == null ? other : other.getCause();
            Said.later("metrics are not shown in this application's Micrometer, which must be 1.10 or newer: " + cause);
        }
    }
}

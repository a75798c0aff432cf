package org.bluemarble.chaos;

import javax.management.MBeanServer;
import org.bluemarble.chaos.spi.JmxRegistration;
import org.jspecify.annotations.Nullable;

/** Whether one engine is shown to management tools: on one MBean server at most. Thread-safe. */
final class BeanRegistration {

    private final Chaos engine;

    // A lock of its own: the MBean server calls listeners, which may ask for the rules.
    private final Object lock = new Object();

    /** Guarded by the lock; null while there are none. */
    private @Nullable EngineBeans beans;

    BeanRegistration(Chaos engine) {
        this.engine = engine;
    }

    /**
     * Registers the engine's MBeans, unless they are, there or elsewhere.
     *
     * @throws IllegalStateException if an engine of this name is registered there already
     */
    void begin(MBeanServer server) {
        synchronized (lock) {
            if (beans == null) {
                beans = EngineBeans.register(engine, server);
            }
        }
        if (engine.isGlobal()) {
            JmxRegistration.mark();
        }
    }

    /** Takes them away; they may be registered again. */
    void end() {
        synchronized (lock) {
            if (beans != null) {
                beans.close();
                beans = null;
            }
        }
    }
}

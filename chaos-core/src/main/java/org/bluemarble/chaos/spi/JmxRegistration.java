package org.bluemarble.chaos.spi;

import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.FaultCatalogue;

/**
 * Puts the global engine where management tools look, and no earlier than they do: a game server that installs its own
 * log manager or MBean server builder breaks if the platform MBean server exists before its main class runs.
 * Thread-safe; touches neither {@code java.util.logging} nor {@code System.Logger} on its own account.
 */
public final class JmxRegistration {

    /** The system property that tells the command line that chaos can be controlled here; its value is the version. */
    public static final String MARK = "bluemarble.chaos.agent";

    private JmxRegistration() {}

    /** Sets the system property {@link #MARK}. The agent does so at its start, before there are any MBeans. */
    public static void mark() {
        System.setProperty(MARK, FaultCatalogue.VERSION);
    }

    /**
     * Registers the global engine with the platform MBean server if that exists; never makes it exist. Does nothing if the
     * engine is registered. May be called from inside {@code ManagementFactory.getPlatformMBeanServer()}.
     *
     * @return whether the engine is registered now
     * @throws IllegalStateException if another copy of the engine holds its name
     */
    public static boolean ensureRegistered() {
        for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) {
            if (isPlatformServer(server)) {
                Chaos.global().registerMBeans(server);
                return true;
            }
        }
        return false;
    }

    // An application may have MBean servers of its own; only the platform's has the JVM's beans. Not asked of
    // ManagementFactory, which would make one.
    private static boolean isPlatformServer(MBeanServer server) {
        try {
            return server.isRegistered(new ObjectName("java.lang:type=Runtime"));
        } catch (MalformedObjectNameException impossible) {
            throw new AssertionError(impossible);
        }
    }
}

package org.bluemarble.chaos.agent;

import java.lang.instrument.Instrumentation;
import java.util.List;
import org.bluemarble.chaos.agent.weave.ClassWeave;
import org.bluemarble.chaos.agent.weave.Library;
import org.bluemarble.chaos.agent.weave.MethodName;
import org.bluemarble.chaos.agent.weave.MethodWeave;
import org.bluemarble.chaos.agent.weave.Watch;
import org.bluemarble.chaos.spi.JmxRegistration;
import org.bluemarble.chaos.spi.OpenCall;
import org.jspecify.annotations.Nullable;

/**
 * Has the engine registered with the platform MBean server when somebody asks for that server, and not before: the first
 * one who asks decides which class it is of, and that has to be the game server.
 */
final class PlatformBeans {

    private static final String FACTORY = "java.lang.management.ManagementFactory";

    private PlatformBeans() {}

    static ClassWeave weave() {
        // Since Java 5, and the way in for JConsole, remote JMX and local attach alike.
        MethodName asked = new MethodName("getPlatformMBeanServer", "()Ljavax/management/MBeanServer;");
        // No point: every call is looked at.
        Watch watch = new Watch(List.of(), (self, argument) -> new Registration());
        return new ClassWeave(
                new Library("java", "17"),
                FACTORY,
                List.of(new MethodWeave(
                        asked, MethodWeave.Presence.REQUIRED, MethodWeave.NO_ARGUMENT, List.of(), () -> watch)));
    }

    /** Registers now if the server was made before the agent came: nobody may ask for it again. */
    static void registerIfServerExists(Instrumentation instrumentation) {
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (loaded.getName().equals(FACTORY)) {
                register();
                return;
            }
        }
    }

    private static void register() {
        try {
            JmxRegistration.ensureRegistered();
        } catch (IllegalStateException nameIsTaken) {
            Said.refused("not shown over JMX: " + nameIsTaken.getMessage());
        }
    }

    /** One call of the method. */
    private static final class Registration extends OpenCall {

        @Override
        public @Nullable Throwable exit(@Nullable Throwable thrown) {
            if (thrown == null) {
                register();
            }
            return thrown;
        }
    }
}

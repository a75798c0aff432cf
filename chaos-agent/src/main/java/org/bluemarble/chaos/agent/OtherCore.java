package org.bluemarble.chaos.agent;

import java.lang.instrument.Instrumentation;
import java.util.Optional;

/** Whether this JVM has a core that is not the agent's. Two engines would each hold half of the rules. */
final class OtherCore {

    private static final String CORE_MODULE = "org.bluemarble.chaos";
    private static final String CORE_PACKAGE = "org.bluemarble.chaos.";
    private static final String SPI_PACKAGE = "org.bluemarble.chaos.spi.";

    private OtherCore() {}

    /** {@return why the agent cannot bring core in, in words} */
    static Optional<String> complaint(Instrumentation instrumentation, String way) {
        if (ModuleLayer.boot().findModule(CORE_MODULE).isPresent()) {
            return Optional.of("module " + CORE_MODULE
                    + " was on the module path, but under the agent it must not be: the agent brings it;"
                    + " leave it out there and start with -javaagent:chaos-agent.jar");
        }
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (isCore(loaded) && loaded.getClassLoader() != null) {
                return Optional.of("the engine was loaded already, by " + loaded.getClassLoader()
                        + (way.equals("-javaagent")
                                ? "; put -javaagent:chaos-agent.jar in front of the other agents"
                                : "; start with -javaagent:chaos-agent.jar instead of attaching"));
            }
        }
        return Optional.empty();
    }

    private static boolean isCore(Class<?> type) {
        String name = type.getName();
        // The packages of core exactly: target modules and the agent itself lie below them.
        return name.startsWith(SPI_PACKAGE)
                || (name.startsWith(CORE_PACKAGE) && name.indexOf('.', CORE_PACKAGE.length()) < 0);
    }
}

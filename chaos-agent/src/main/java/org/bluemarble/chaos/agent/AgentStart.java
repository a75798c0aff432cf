package org.bluemarble.chaos.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.Optional;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The first class of the agent in its own loader. Puts core where every class of the JVM finds it, unless there is a core
 * already. This class names no type of core: until it has looked, none may be loaded.
 */
public final class AgentStart {

    private AgentStart() {}

    /**
     * Starts the agent. Called by the launcher, once in a JVM.
     *
     * @param options what stands behind {@code chaos-agent.jar=}, or null
     * @param jar the agent jar
     * @param late whether the application's main class is running already
     * @throws Exception if something is broken; nothing is woven then
     */
    public static void start(@Nullable String options, Instrumentation instrumentation, File jar, boolean late)
            throws Exception {
        Optional<String> other = OtherCore.complaint(instrumentation, late);
        if (other.isPresent()) {
            Said.line("off: " + other.get());
            return;
        }
        try (JarFile core = new CoreJar(jar).extracted()) {
            instrumentation.appendToBootstrapClassLoaderSearch(core);
        }
        AgentSetup.run(options, instrumentation);
    }
}

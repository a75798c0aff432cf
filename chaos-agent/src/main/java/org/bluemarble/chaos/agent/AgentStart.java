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

    /** What was set up; null as long as core could not be brought in. */
    private static @Nullable AgentSetup setup;

    private AgentStart() {}

    /**
     * Starts the agent, or hands it other options if it is in the JVM already. Called by the launcher.
     *
     * @param options what stands behind {@code chaos-agent.jar=}, or null
     * @param jar the agent jar
     * @param way how it came in, in words
     * @throws Exception if something is broken; nothing is woven then
     */
    public static synchronized void start(
            @Nullable String options, Instrumentation instrumentation, File jar, String way) throws Exception {
        String text = options == null ? "" : options;
        AgentSetup known = setup;
        if (known != null) {
            known.again(text);
            return;
        }
        Optional<String> other = OtherCore.complaint(instrumentation, way);
        if (other.isPresent()) {
            Said.refused("off: " + other.get());
            return;
        }
        try (JarFile core = new CoreJar(jar).extracted()) {
            instrumentation.appendToBootstrapClassLoaderSearch(core);
        }
        AgentSetup first = new AgentSetup(instrumentation, way);
        setup = first;
        first.first(text);
    }
}

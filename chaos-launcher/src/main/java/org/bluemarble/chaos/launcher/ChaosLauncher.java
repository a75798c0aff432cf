package org.bluemarble.chaos.launcher;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;

/**
 * Where the JVM enters the agent jar: as {@code -javaagent}, by late attach, or as the command line. Looks at the Java
 * version, then hands over to classes in a loader of their own. Whatever goes wrong, the game server starts.
 */
public final class ChaosLauncher {

    private static final String AGENT = "org.bluemarble.chaos.agent.AgentStart";
    private static final String COMMAND = "org.bluemarble.chaos.cli.ChaosCommand";

    /**
     * The system property in which a tool that attaches finds what came of it, a line each, {@code done:} or
     * {@code refused:} in front. Absent in a JVM to which nothing was attached.
     */
    public static final String SAID = "bluemarble.chaos.said";

    /** What starts the agent, in its own loader; null until it was needed. */
    private static Method start;

    private ChaosLauncher() {}

    /** Called by the JVM before the application's main class. */
    public static void premain(String options, Instrumentation instrumentation) {
        enter(options, instrumentation, "-javaagent");
    }

    /** Called by the JVM when a tool attaches to a running application. */
    public static void agentmain(String options, Instrumentation instrumentation) {
        System.setProperty(SAID, "");
        enter(options, instrumentation, "late attach");
    }

    /**
     * The command line.
     *
     * @throws Throwable what the command itself throws
     */
    public static void main(String[] arguments) throws Throwable {
        String complaint = JavaVersion.complaint(System.getProperty("java.specification.version"));
        if (complaint != null) {
            System.err.println("chaos: " + complaint);
            System.exit(1);
        }
        AgentJar jar = new AgentJar(ownJar());
        // The application loader is the parent here: it alone sees jdk.attach. Core comes out of the jar.
        ClassLoader loader = new IsolatedLoader(jar, jar.core(), ClassLoader.getSystemClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        try {
            loader.loadClass(COMMAND).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static void enter(String options, Instrumentation instrumentation, String way) {
        try {
            String complaint = JavaVersion.complaint(System.getProperty("java.specification.version"));
            if (complaint == null) {
                start(options, instrumentation, way);
            } else {
                refuse("off: " + complaint);
            }
        } catch (Throwable broken) {
            // The outer edge: a bug of ours, or a jar that was cut off, must not keep the game server from starting.
            refuse("off: the agent could not start; the game server is not affected: " + broken);
        }
    }

    /** Agents may come from several threads; a second one finds the first's classes here, since this class is loaded once. */
    private static synchronized void start(String options, Instrumentation instrumentation, String way)
            throws Throwable {
        File jar = ownJar();
        if (start == null) {
            ClassLoader isolated = new IsolatedLoader(new AgentJar(jar), platformLoader());
            start = isolated.loadClass(AGENT)
                    .getMethod("start", String.class, Instrumentation.class, File.class, String.class);
        }
        try {
            start.invoke(null, options, instrumentation, jar, way);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** The outermost parent: an application may have put a system loader of its own below the usual one. */
    private static ClassLoader platformLoader() {
        ClassLoader loader = ClassLoader.getSystemClassLoader();
        while (loader.getParent() != null) {
            loader = loader.getParent();
        }
        return loader;
    }

    /**
     * Where this class was loaded from.
     *
     * @return the agent jar
     * @throws IOException if it is no jar
     */
    public static File ownJar() throws IOException, URISyntaxException {
        File jar = new File(ChaosLauncher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (!jar.isFile()) {
            throw new IOException("the agent was loaded from " + jar + " but must be loaded from chaos-agent.jar");
        }
        return jar;
    }

    private static void refuse(String line) {
        System.err.println("chaos: " + line);
        String said = System.getProperty(SAID);
        if (said != null) {
            System.setProperty(SAID, said + "refused: " + line + "\n");
        }
    }
}

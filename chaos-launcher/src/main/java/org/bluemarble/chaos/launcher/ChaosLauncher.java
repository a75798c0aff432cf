package org.bluemarble.chaos.launcher;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where the JVM enters the agent jar: as {@code -javaagent}, by late attach, or as the command line. Looks at the Java
 * version, then hands over to classes in a loader of their own. Whatever goes wrong, the game server starts.
 */
public final class ChaosLauncher {

    private static final String AGENT = "org.bluemarble.chaos.agent.AgentStart";
    private static final String COMMAND = "org.bluemarble.chaos.cli.ChaosCommand";

    /** The way the agent came in first; a second one finds it here, since this class is loaded once. */
    private static final AtomicReference<String> ENTERED = new AtomicReference<>();

    private ChaosLauncher() {}

    /** Called by the JVM before the application's main class. */
    public static void premain(String options, Instrumentation instrumentation) {
        enter(options, instrumentation, "-javaagent");
    }

    /** Called by the JVM when a tool attaches to a running application. */
    public static void agentmain(String options, Instrumentation instrumentation) {
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
            if (complaint != null) {
                say("off: " + complaint);
            } else if (ENTERED.compareAndSet(null, way)) {
                start(options, instrumentation, way);
            } else {
                say("the agent is in this JVM already, by " + ENTERED.get() + "; nothing was changed"
                        + (options == null || options.isEmpty()
                                ? ""
                                : ", and its options cannot be: '" + options + "'"));
            }
        } catch (Throwable broken) {
            // The outer edge: a bug of ours, or a jar that was cut off, must not keep the game server from starting.
            say("off: the agent could not start; the game server is not affected: " + broken);
        }
    }

    private static void start(String options, Instrumentation instrumentation, String way) throws Throwable {
        File jar = ownJar();
        ClassLoader isolated = new IsolatedLoader(new AgentJar(jar), platformLoader());
        Method start = isolated.loadClass(AGENT)
                .getMethod("start", String.class, Instrumentation.class, File.class, boolean.class);
        try {
            start.invoke(null, options, instrumentation, jar, way.equals("late attach"));
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

    private static File ownJar() throws IOException, URISyntaxException {
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

    private static void say(String line) {
        System.err.println("chaos: " + line);
    }
}

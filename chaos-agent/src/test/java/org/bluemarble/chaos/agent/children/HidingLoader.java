package org.bluemarble.chaos.agent.children;

import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** A container that, as OSGi does, lets its applications see of the boot loader what begins with java alone. */
public final class HidingLoader extends URLClassLoader {

    private HidingLoader(URL... jars) {
        super("hiding", jars, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("java") && !name.startsWith("org.h2.")) {
            throw new ClassNotFoundException(name);
        }
        return super.loadClass(name, resolve);
    }

    /** Loads a driver's class from a jar, and prints what the agent reports of it. */
    public static void main(String[] arguments) throws Exception {
        try (HidingLoader loader =
                new HidingLoader(Path.of(arguments[0]).toUri().toURL())) {
            Class<?> connection = loader.loadClass("org.h2.jdbc.JdbcConnection");
            connection.getMethod("commit");
            Object weaves = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("org.bluemarble.chaos:type=Chaos"), "Weaves");
            for (CompositeData weave : (CompositeData[]) weaves) {
                if (weave.get("name").equals("h2 JdbcConnection")) {
                    System.out.println(weave.get("state") + " " + weave.get("detail"));
                }
            }
        }
    }
}

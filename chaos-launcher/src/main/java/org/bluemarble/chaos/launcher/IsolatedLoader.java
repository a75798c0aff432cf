package org.bluemarble.chaos.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;

/**
 * Loads what must not meet the application's classes: the agent, its target modules, and the libraries they use. Ours are
 * looked up here first, everything else at the parent first.
 *
 * <p>Ours first, because the platform loader is not as isolated as it seems: it hands out classes of named modules on the
 * application's module path as well, and there may be another copy of a target module among them.
 */
final class IsolatedLoader extends ClassLoader {

    private static final String OURS = "org.bluemarble.chaos.";

    static {
        registerAsParallelCapable();
    }

    private final AgentJar jar;
    private final Map<String, byte[]> more;

    /** Classes of the agent jar, without core. */
    IsolatedLoader(AgentJar jar, ClassLoader parent) {
        this(jar, Collections.emptyMap(), parent);
    }

    /** Classes of the agent jar and, by their paths, others. */
    IsolatedLoader(AgentJar jar, Map<String, byte[]> more, ClassLoader parent) {
        super(parent);
        this.jar = jar;
        this.more = more;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            byte[] bytes = bytes(name.replace('.', '/') + ".class");
            return bytes == null ? super.loadClass(name, resolve) : define(name, bytes);
        }
    }

    private Class<?> define(String name, byte[] bytes) {
        String packageName = name.substring(0, name.lastIndexOf('.'));
        if (getPackage(packageName) == null) {
            try {
                definePackage(packageName, null, null, null, null, null, null, null);
            } catch (IllegalArgumentException otherThreadWasFirst) {
                // Then it is defined, which is all we want.
                return defineClass(name, bytes, 0, bytes.length);
            }
        }
        // Without a code source: coverage agents leave classes alone that come from nowhere.
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        throw new ClassNotFoundException(name);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        // Not by URL: the connection would keep a second copy of the jar open, in a cache of the whole JVM.
        byte[] bytes = bytes(name);
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }

    @Override
    protected URL findResource(String name) {
        return jar.isolatedUrl(name);
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        List<URL> found = new ArrayList<>();
        URL own = findResource(name);
        if (own != null) {
            found.add(own);
        }
        return Collections.enumeration(found);
    }

    private byte[] bytes(String path) {
        try {
            byte[] other = more.get(path);
            return other == null ? jar.isolated(path) : other;
        } catch (IOException unreadable) {
            throw new IllegalStateException("the agent jar cannot be read any more: " + unreadable, unreadable);
        }
    }
}

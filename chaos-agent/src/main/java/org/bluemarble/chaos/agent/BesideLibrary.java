package org.bluemarble.chaos.agent;

import java.io.IOException;
import java.io.InputStream;

/**
 * Loads our classes that name an application's library, so that they meet the application's own copy of it: a child of that
 * library's loader, with the class files that the agent carries. Core they get from the boot loader, like everybody.
 */
final class BesideLibrary extends ClassLoader {

    private static final String OURS = "org.bluemarble.chaos.micrometer.";

    BesideLibrary(ClassLoader library) {
        super(library);
    }

    /** Ours first: the application may have another version of them. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String path = name.replace('.', '/') + ".class";
        try (InputStream file = BesideLibrary.class.getClassLoader().getResourceAsStream(path)) {
            if (file == null) {
                throw new ClassNotFoundException(name + " is not in the agent jar");
            }
            byte[] bytes = file.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }
}

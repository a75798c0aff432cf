package org.bluemarble.chaos.agent;

import java.io.IOException;
import java.io.InputStream;

/**
 * Loads our classes that name an application's library, so that they meet the application's own copy of it: a child of that
 * library's loader, with the class files that the agent carries. Core they get from the boot loader, like everybody.
 */
public final class BesideLibrary extends ClassLoader {

    private final String ours;
    private final String prefix;

    /**
     * A loader beside a library's.
     *
     * @param ours what the names of our classes begin with
     * @param prefix what stands before the names of the library's classes where it is a copy under another name; else empty
     */
    public BesideLibrary(ClassLoader library, String ours, String prefix) {
        super(library);
        this.ours = ours;
        this.prefix = prefix;
    }

    /** Ours first: the application may have another version of them. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(ours)) {
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
            byte[] bytes = prefix.isEmpty() ? file.readAllBytes() : Relocation.of(file.readAllBytes(), prefix);
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }
}

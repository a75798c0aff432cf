package org.bluemarble.chaos.agent.weave;

import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Optional;
import org.bluemarble.chaos.spi.WovenCalls;
import org.jspecify.annotations.Nullable;

/**
 * Where a class to weave comes from.
 *
 * @param loader the class's loader, null for the boot loader
 * @param source the jar or folder, or null
 */
record Place(@Nullable ClassLoader loader, @Nullable URL source) {

    static Place of(@Nullable ClassLoader loader, @Nullable ProtectionDomain domain) {
        CodeSource source = domain == null ? null : domain.getCodeSource();
        return new Place(loader, source == null ? null : source.getLocation());
    }

    static Place of(Class<?> type) {
        return of(type.getClassLoader(), type.getProtectionDomain());
    }

    /** {@return why woven code would not find core, in words} */
    Optional<String> complaint() {
        try {
            Class<?> seen = Class.forName(WovenCalls.class.getName(), false, loader);
            return seen == WovenCalls.class
                    ? Optional.empty()
                    : Optional.of("it has an engine of its own; leave chaos-core out of it, the agent brings it");
        } catch (ClassNotFoundException | LinkageError hidden) {
            return Optional.of("it does not find org.bluemarble.chaos in the boot loader; let it look there"
                    + " (OSGi: org.osgi.framework.bootdelegation=org.bluemarble.chaos.*,"
                    + " JBoss: jboss.modules.system.pkgs=org.bluemarble.chaos)");
        }
    }

    /** {@return the loader and the jar, for people: {@code app loader, postgresql-42.7.14.jar}} */
    @Override
    public String toString() {
        return source == null ? loaderName() : loaderName() + ", " + fileName(source.getPath());
    }

    private String loaderName() {
        if (loader == null) {
            return "boot loader";
        }
        // Nothing of the application's own is called here: its toString may do anything.
        String name = loader.getName();
        return name == null
                ? loader.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(loader))
                : name + " loader";
    }

    private static String fileName(String path) {
        String file = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return file.substring(file.lastIndexOf('/') + 1);
    }
}

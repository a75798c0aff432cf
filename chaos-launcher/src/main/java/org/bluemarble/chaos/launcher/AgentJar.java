package org.bluemarble.chaos.launcher;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What lies inside the agent jar below its root: the isolated classes, each as an entry of its own, so that the JVM reads
 * only those it needs; and core's jar. Their classes end in {@code .classdata}: tools that scan the application's class
 * path for classes do not find them.
 */
final class AgentJar {

    static final String CORE = "chaos-core.jar";
    private static final String ISOLATED = "isolated/";

    private final File file;
    private final JarFile jar;

    AgentJar(File file) throws IOException {
        this.file = file;
        // Held open as long as the JVM lives; a jar that is replaced meanwhile does not hurt.
        this.jar = new JarFile(file, false);
        if (jar.getEntry(CORE) == null) {
            jar.close();
            throw new IOException("the agent was loaded from " + file + ", which is no complete chaos-agent.jar;"
                    + " leave other jars with its launcher off the class path");
        }
    }

    /** The content of an isolated resource, or null; {@code name} as one asks a class loader for it. */
    byte[] isolated(String name) throws IOException {
        ZipEntry entry = jar.getEntry(path(name));
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return allOf(in);
        }
    }

    /** Where an isolated resource is, or null. */
    URL isolatedUrl(String name) {
        String path = path(name);
        if (jar.getEntry(path) == null) {
            return null;
        }
        try {
            return new URL("jar:" + file.toURI() + "!/" + path);
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Every file of core's jar, for a JVM that does not have core on its boot path. */
    Map<String, byte[]> core() throws IOException {
        ZipEntry core = jar.getEntry(CORE);
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(jar.getInputStream(core))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), allOf(in));
            }
        }
        return files;
    }

    private static String path(String name) {
        return ISOLATED + (name.endsWith(".class") ? name + "data" : name);
    }

    private static byte[] allOf(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
        byte[] buffer = new byte[8192];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            out.write(buffer, 0, length);
        }
        return out.toByteArray();
    }
}

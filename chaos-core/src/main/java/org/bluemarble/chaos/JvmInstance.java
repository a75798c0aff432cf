package org.bluemarble.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this JVM is called in its fleet: the same after a restart, so that it stays in its cohort. */
final class JvmInstance {

    /** Found out when the first rule asks, since the name service may be slow. */
    static final String NAME = name();

    private JvmInstance() {}

    private static String name() {
        String instance = System.getProperty(Cohort.INSTANCE_PROPERTY, "").strip();
        return instance.isEmpty() ? host() : host() + "/" + instance;
    }

    private static String host() {
        // As Linux, containers and Windows call it, before the name service is asked.
        for (String name : new String[] {kernelHostName(), System.getenv("HOSTNAME"), System.getenv("COMPUTERNAME")}) {
            if (name != null && !name.isBlank()) {
                return name.strip();
            }
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    private static String kernelHostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname"));
        } catch (IOException noLinux) {
            return "";
        }
    }
}

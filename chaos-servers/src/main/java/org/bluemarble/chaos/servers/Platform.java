package org.bluemarble.chaos.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What this machine lets us do with child processes, looked at once per JVM; a value, so that tests can pretend to be
 * elsewhere.
 *
 * @param operatingSystem as in the system property {@code os.name}
 * @param architecture as in the system property {@code os.arch}
 * @param isRoot whether this JVM runs as user 0
 * @param hasUserNamespaces whether {@code unshare -U} works
 * @param hasParentDeathSignal whether {@code setpriv --pdeathsig} works
 */
record Platform(
        String operatingSystem,
        String architecture,
        boolean isRoot,
        boolean hasUserNamespaces,
        boolean hasParentDeathSignal) {

    private static final class Current {
        static final Platform VALUE = look();
    }

    static Platform current() {
        return Current.VALUE;
    }

    private static Platform look() {
        return new Platform(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                userId() == 0,
                succeeds("unshare", "-U", "id", "-u"),
                succeeds("setpriv", "--pdeathsig", "KILL", "true"));
    }

    /** Puts before a command what makes it die with this JVM, even when that gets a {@code kill -9}. */
    List<String> dyingWithParent(List<String> command) {
        if (!hasParentDeathSignal) {
            return command;
        }
        List<String> prefixed = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL"));
        prefixed.addAll(command);
        return prefixed;
    }

    /** Puts before a command what makes a root process look like an ordinary user to itself. */
    List<String> asOrdinaryUser(List<String> command) {
        if (!isRoot) {
            return command;
        }
        List<String> prefixed = new ArrayList<>(List.of("unshare", "-U"));
        prefixed.addAll(command);
        return prefixed;
    }

    boolean isLinux() {
        return operatingSystem.toLowerCase(Locale.ROOT).equals("linux");
    }

    static int userId() {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return -1; // refused later, by name of the operating system
        }
    }

    /** {@return whether a short command of the system exists and ends with status 0} */
    static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

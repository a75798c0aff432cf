package org.bluemarble.chaos.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks the system which files this process has open, where the JDK's objects do not say. Where it cannot be asked, none. */
final class OpenFiles {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Path MAPPINGS = Path.of("/proc/self/maps");
    /** What the system says behind the name of a file that has none any more. */
    private static final String DELETED = " (deleted)";

    private OpenFiles() {}

    /** {@return the name of the file behind a descriptor; null if it is none, or is unknown} */
    static @Nullable String ofDescriptor(int number) {
        try {
            return file(Files.readSymbolicLink(DESCRIPTORS.resolve(Integer.toString(number)))
                    .toString());
        } catch (IOException | UnsupportedOperationException unknown) {
            return null;
        }
    }

    /** {@return the name of the file that is mapped where this address lies; null if none is, or it is unknown} */
    static @Nullable String ofAddress(long address) {
        try (Stream<String> mappings = Files.lines(MAPPINGS)) {
            return mappings.filter(line -> holds(line, address))
                    .map(line -> line.indexOf('/') < 0 ? "" : line.substring(line.indexOf('/')))
                    .map(OpenFiles::file)
                    .findFirst()
                    .orElse(null);
        } catch (IOException | java.io.UncheckedIOException unknown) {
            return null;
        }
    }

    private static boolean holds(String line, long address) {
        int dash = line.indexOf('-');
        long from = Long.parseUnsignedLong(line.substring(0, dash), 16);
        long to = Long.parseUnsignedLong(line.substring(dash + 1, line.indexOf(' ')), 16);
        return Long.compareUnsigned(from, address) <= 0 && Long.compareUnsigned(address, to) < 0;
    }

    private static @Nullable String file(String name) {
        if (!name.startsWith("/")) {
            return null;
        }
        return name.endsWith(DELETED) ? name.substring(0, name.length() - DELETED.length()) : name;
    }
}

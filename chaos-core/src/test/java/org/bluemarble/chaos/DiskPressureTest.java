package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that fill up or are kept busy. */
class DiskPressureTest extends PressureBase {

    @TempDir
    Path folder;

    @Test
    void disk_takesSpaceWithoutAName_andGivesItBack() throws IOException {
        ArmedRule rule = pressed("disk '" + folder + "' size-mb=64 leave-mb=64 rate-mb=65536");

        await("the space is taken").atMost(PATIENCE).until(() -> takenWithoutAName() == 64L << 20);
        assertThat(files()).isEmpty();
        rule.disarm();
        assertThat(rule.awaitIdle(PATIENCE)).isTrue();
        assertThat(takenWithoutAName()).isZero();
        assertThat(refusals()).isEmpty();
    }

    /** What this process has in open files of the folder whose names are gone: others use that disk as well. On Linux. */
    private long takenWithoutAName() throws IOException {
        Path open = Path.of("/proc/self/fd");
        Assumptions.assumeTrue(Files.isDirectory(open), "only Linux says which files a process has open");
        String place = folder.toRealPath() + "/";
        long bytes = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(open)) {
            for (Path file : files) {
                bytes += isNamelessIn(place, file) ? Files.size(file) : 0;
            }
        }
        return bytes;
    }

    private static boolean isNamelessIn(String place, Path file) throws IOException {
        try {
            String name = Files.readSymbolicLink(file).toString();
            return name.startsWith(place) && name.endsWith(" (deleted)");
        } catch (NoSuchFileException closedMeanwhile) {
            return false;
        }
    }

    @Test
    void diskThatHasTooLittleLeft_isNotWrittenTo() throws IOException {
        long all = Files.getFileStore(folder).getTotalSpace() >> 20;
        ArmedRule rule = pressed("disk '" + folder + "' leave-mb=" + Math.min(1 << 20, all) + " duration=300ms");

        awaitDone(rule);

        assertThat(files()).isEmpty();
    }

    @Test
    void folderThatDoesNotExist_isRefused() {
        ArmedRule rule = pressed("disk '" + folder.resolve("gone") + "'");

        await("it is refused").atMost(PATIENCE).until(() -> rule.counters().cancelled() == 1);
        assertThat(refusals())
                .containsExactly("folder was '" + folder.resolve("gone") + "' but must be a folder that exists");
    }

    @Test
    void slowDisk_writesAtItsRate_andLeavesNoFile() throws IOException {
        long before = written();
        long start = System.nanoTime();
        ArmedRule rule = pressed("slow-disk '" + folder + "' rate-mb=20");

        // A slow disk may take less, which the rule cannot help.
        await("it writes").atMost(PATIENCE).until(() -> written() - before > 20L << 20);
        rule.disarm();
        assertThat(rule.awaitIdle(PATIENCE)).isTrue();

        double seconds = (System.nanoTime() - start) / 1e9;
        double megabytes = (written() - before) / (double) (1 << 20);
        // The JVM itself writes next to nothing.
        assertThat(megabytes).isLessThan(20 * seconds + 4);
        assertThat(files()).isEmpty();
    }

    /** What this process handed to the system to write, on Linux. */
    private static long written() throws IOException {
        Path told = Path.of("/proc/self/io");
        Assumptions.assumeTrue(Files.isReadable(told), "only Linux says how much a process has written");
        return Files.readAllLines(told).stream()
                .filter(line -> line.startsWith("wchar: "))
                .mapToLong(line -> Long.parseLong(line.substring("wchar: ".length())))
                .sum();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}

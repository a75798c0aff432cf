package org.bluemarble.chaos.pressure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/**
 * A file whose name is taken away as soon as it is open: the system frees its space when it is closed, be it because the
 * process was killed. Where that cannot be done the name goes when the file is closed.
 */
final class NamelessFile implements AutoCloseable {

    static final int CHUNK_BYTES = 1 << 20;

    private final Path path;
    private final FileChannel channel;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);

    private NamelessFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
        // Some file systems pack what repeats itself.
        new SplittableRandom().nextBytes(chunk.array());
    }

    static NamelessFile in(String folder) throws IOException, Refusal {
        Path where = folder(folder);
        Path path = Files.createTempFile(where, ".chaos-pressure-", ".tmp");
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            Files.delete(path);
        } catch (IOException inUse) {
            // Windows keeps the name of an open file; then it goes when the file is closed.
            return new NamelessFile(path, channel);
        }
        return new NamelessFile(path, channel);
    }

    private static Path folder(String folder) throws Refusal {
        try {
            Path path = Path.of(folder);
            if (Files.isDirectory(path)) {
                return path;
            }
        } catch (InvalidPathException notAPath) {
            throw new Refusal("folder was '" + folder + "' but must be a path: " + notAPath.getReason());
        }
        throw new Refusal("folder was '" + folder + "' but must be a folder that exists");
    }

    /** Writes one chunk at the end, or in place of an earlier one. */
    void write(long at) throws IOException {
        chunk.clear();
        while (chunk.hasRemaining()) {
            channel.write(chunk, at + chunk.position());
        }
    }

    /** Waits until what was written is on the disk. */
    void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (Files.exists(path)) {
            throw new IOException(path + " is still there");
        }
    }
}

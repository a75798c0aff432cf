package org.bluemarble.chaos.jvm;

import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.TargetFault;
import org.bluemarble.chaos.spi.OpenCall;
import org.jspecify.annotations.Nullable;

/** One writing of bytes to a file. */
final class FileCall extends JdkCall {

    private final Path path;
    private final FileWrite write;

    private FileCall(Path path, FileWrite write) {
        this.path = path;
        this.write = write;
    }

    /**
     * At the entry of a method {@code write}.
     *
     * @param argument all arguments, as an array
     */
    static @Nullable OpenCall enter(@Nullable Object self, @Nullable Object argument) {
        if (self == null || !(argument instanceof Object[] arguments) || arguments[0] == null) {
            return null;
        }
        String path = JdkFields.pathOf(self);
        FileWrite write = path == null ? null : FileWrite.of(self, arguments);
        Path file = path == null ? null : absolute(path);
        return write == null || file == null ? null : new FileCall(file, write).pass(JdkPoints.WRITE);
    }

    private static @Nullable Path absolute(String path) {
        try {
            return new File(path).toPath().toAbsolutePath().normalize();
        } catch (InvalidPathException unspeakable) {
            // A name that this system's encoding does not have.
            return null;
        }
    }

    @Override
    boolean apply(TargetFault fault, GenericEffect effect) {
        switch (fault.name()) {
            case "disk-full" -> effect.failWith(new IOException("No space left on device"));
            case "slow-disk" -> {
                double seconds = (double) write.bytes() / fault.parameter("bytes-per-second", Long.class, 1L);
                effect.injection().awaitNanos((long) (seconds * TimeUnit.SECONDS.toNanos(1)));
                return false;
            }
            case "torn-write" -> tear(fault, effect, false);
            case "lying-write" -> tear(fault, effect, true);
            default -> throw new IllegalStateException("fault was " + fault.name() + " at " + JdkPoints.WRITE);
        }
        return true;
    }

    private void tear(TargetFault fault, GenericEffect effect, boolean lying) {
        try {
            long arriving = (long) (write.bytes() * fault.parameter("arriving", Double.class, 0.5));
            long all = write.bytes();
            write.writeFirst(arriving);
            if (lying) {
                Object rest = write.answerAsIfWritten();
                answerWith(rest instanceof Integer ? (Object) (int) all : rest == null ? null : (Object) all);
            } else {
                effect.failWith(new IOException("Input/output error"));
            }
        } catch (IOException real) {
            // The disk failed by itself: the caller sees that.
            effect.passOn(real);
        }
    }

    @Override
    public @Nullable Object get(AttributeKey key) {
        if (key == JdkPoints.PATH) {
            return path.toString();
        } else if (key == JdkPoints.NAME) {
            return Objects.toString(path.getFileName());
        } else if (key == JdkPoints.BYTES) {
            return write.bytes();
        }
        return key == JdkPoints.FOLDER ? folders() : null;
    }

    private List<String> folders() {
        List<String> folders = new ArrayList<>();
        for (Path folder = path.getParent(); folder != null; folder = folder.getParent()) {
            folders.add(folder.toString());
        }
        return folders;
    }
}

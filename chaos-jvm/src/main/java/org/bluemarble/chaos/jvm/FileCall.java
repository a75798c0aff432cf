package org.bluemarble.chaos.jvm;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.TargetFault;
import org.bluemarble.chaos.spi.OpenCall;
import org.jspecify.annotations.Nullable;

/** One writing of bytes to a file. */
final class FileCall extends JdkCall {

    private final FilePlace place;
    private final FileWrite write;

    private FileCall(FilePlace place, FileWrite write) {
        this.place = place;
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
        FilePlace place = FilePlace.of(path);
        return write == null || place == null ? null : new FileCall(place, write).pass(JdkPoints.WRITE);
    }

    /** One writing through an asynchronous channel; null if nobody says to which file. */
    static @Nullable FileCall ofChannel(AsynchronousFileChannel channel, FileWrite write) {
        FilePlace place = FilePlace.of(OpenFiles.ofDescriptor(JdkFields.descriptorOf(channel)));
        return place == null ? null : new FileCall(place, write);
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
        return key == JdkPoints.BYTES ? (Object) write.bytes() : place.get(key);
    }

    @Override
    public boolean delaysWithoutBlocking() {
        return write instanceof FileWrite.AsyncBuffer;
    }
}

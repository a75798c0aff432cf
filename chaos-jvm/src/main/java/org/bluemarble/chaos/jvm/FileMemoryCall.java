package org.bluemarble.chaos.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.TargetFault;
import org.bluemarble.chaos.spi.OpenCall;
import org.jspecify.annotations.Nullable;

/** One mapping of a file into memory, or one forcing of changes to its device. Between the two, nobody can look in. */
final class FileMemoryCall extends JdkCall {

    private final InjectionPoint point;
    private final Object file;

    /** Asked of the system only if some rule wants to know. */
    private @Nullable FilePlace place;

    private FileMemoryCall(InjectionPoint point, Object file) {
        this.point = point;
        this.file = file;
    }

    /** At the entry of {@link FileChannel#map}. */
    static @Nullable OpenCall map(@Nullable Object self) {
        return self instanceof FileChannel channel && channel.isOpen()
                ? new FileMemoryCall(JdkPoints.MAP, channel).pass(JdkPoints.MAP)
                : null;
    }

    /** At the entry of {@link FileChannel#force} or {@link MappedByteBuffer#force(int, int)}. */
    static @Nullable OpenCall force(@Nullable Object self) {
        return self instanceof MappedByteBuffer || (self instanceof FileChannel channel && channel.isOpen())
                ? new FileMemoryCall(JdkPoints.FORCE, self).pass(JdkPoints.FORCE)
                : null;
    }

    @Override
    boolean apply(TargetFault fault, GenericEffect effect) {
        if (!fault.name().equals("io-error")) {
            throw new IllegalStateException("fault was " + fault.name() + " at " + point);
        }
        if (point == JdkPoints.MAP) {
            // As the JDK has it where the system grants no more memory to map to.
            effect.failWith(new IOException("Map failed", new OutOfMemoryError("Map failed")));
        } else {
            IOException failure = new IOException("Input/output error");
            effect.failWith(file instanceof MappedByteBuffer ? new UncheckedIOException(failure) : failure);
        }
        return true;
    }

    @Override
    public @Nullable Object get(AttributeKey key) {
        if (place == null) {
            place = FilePlace.of(
                    file instanceof MappedByteBuffer buffer
                            ? OpenFiles.ofAddress(JdkFields.addressOf(buffer))
                            : JdkFields.pathOf(file));
        }
        boolean ofPlace = key == JdkPoints.PATH || key == JdkPoints.NAME || key == JdkPoints.FOLDER;
        return place == null ? ofPlace ? UNKNOWN : null : place.get(key);
    }
}

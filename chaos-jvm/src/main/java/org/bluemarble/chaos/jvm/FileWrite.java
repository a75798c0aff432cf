package org.bluemarble.chaos.jvm;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What a caller asked the JDK to write, so that part of it can be written instead. */
interface FileWrite {

    /** {@return how many bytes there are} */
    long bytes();

    /** Writes the first bytes, and takes them from the caller's buffer as the JDK would. */
    void writeFirst(long count) throws IOException;

    /** Takes all bytes from the caller's buffer, written or not, and returns what the JDK returns for that. */
    @Nullable
    Object answerAsIfWritten();

    /**
     * Looks at a call.
     *
     * @param self the stream, random-access file or channel
     * @param arguments those of {@code write}
     */
    static @Nullable FileWrite of(Object self, Object[] arguments) {
        if (arguments[0] instanceof ByteBuffer buffer && self instanceof FileChannel channel) {
            return new Buffer(channel, buffer, arguments.length == 2 ? (Long) arguments[1] : -1);
        }
        if (arguments[0] instanceof ByteBuffer[] buffers && self instanceof FileChannel channel) {
            return new Buffers(channel, buffers, (Integer) arguments[1], (Integer) arguments[2]);
        }
        Sink sink = sink(self);
        if (sink == null) {
            return null;
        }
        if (arguments[0] instanceof byte[] bytes) {
            boolean whole = arguments.length == 1;
            return new Bytes(
                    sink, bytes, whole ? 0 : (Integer) arguments[1], whole ? bytes.length : (Integer) arguments[2]);
        }
        return new Bytes(sink, new byte[] {((Integer) arguments[0]).byteValue()}, 0, 1);
    }

    private static @Nullable Sink sink(Object self) {
        if (self instanceof FileOutputStream stream) {
            return stream::write;
        }
        return self instanceof RandomAccessFile file ? file::write : null;
    }

    /** Where bytes of an array go. */
    @FunctionalInterface
    interface Sink {
        void write(byte[] bytes, int offset, int length) throws IOException;
    }

    /** Bytes of an array. */
    @SuppressWarnings("ArrayRecordComponent") // Compared with nothing.
    record Bytes(Sink sink, byte[] array, int offset, int length) implements FileWrite {

        @Override
        public long bytes() {
            return length;
        }

        @Override
        public void writeFirst(long count) throws IOException {
            sink.write(array, offset, (int) count);
        }

        @Override
        public @Nullable Object answerAsIfWritten() {
            return null;
        }
    }

    /**
     * A buffer.
     *
     * @param position where in the file; negative for where the channel stands
     */
    record Buffer(FileChannel channel, ByteBuffer buffer, long position) implements FileWrite {

        @Override
        public long bytes() {
            return buffer.remaining();
        }

        @Override
        public void writeFirst(long count) throws IOException {
            ByteBuffer first = buffer.slice();
            first.limit((int) count);
            while (first.hasRemaining()) {
                if (position < 0) {
                    channel.write(first);
                } else {
                    channel.write(first, position + first.position());
                }
            }
            buffer.position(buffer.position() + (int) count);
        }

        @Override
        public Object answerAsIfWritten() {
            int all = buffer.remaining();
            buffer.position(buffer.limit());
            return all;
        }
    }

    /** A buffer for an asynchronous channel, written to while the caller goes on. */
    record AsyncBuffer(AsynchronousFileChannel channel, ByteBuffer buffer, long position) implements FileWrite {

        /** {@return what is to be written; null for what the channel refuses} */
        static @Nullable AsyncBuffer of(AsynchronousFileChannel channel, Object[] arguments) {
            boolean handled = arguments.length == 2 || arguments[3] != null;
            return handled
                            && channel.isOpen()
                            && JdkFields.isWritable(channel)
                            && arguments[0] instanceof ByteBuffer buffer
                            && (Long) arguments[1] >= 0
                    ? new AsyncBuffer(channel, buffer, (Long) arguments[1])
                    : null;
        }

        @Override
        public long bytes() {
            return buffer.remaining();
        }

        @Override
        public void writeFirst(long count) throws IOException {
            ByteBuffer first = buffer.slice();
            first.limit((int) count);
            while (first.hasRemaining()) {
                write(first);
            }
            buffer.position(buffer.position() + (int) count);
        }

        private void write(ByteBuffer first) throws IOException {
            try {
                int unused = channel.write(first, position + first.position()).get();
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof IOException real ? real : new IOException(failed.getCause());
            } catch (InterruptedException notOurs) {
                throw new ClosedByInterruptException();
            }
        }

        @Override
        public Object answerAsIfWritten() {
            int all = buffer.remaining();
            buffer.position(buffer.limit());
            return all;
        }
    }

    /** Some of several buffers. */
    @SuppressWarnings("ArrayRecordComponent") // Compared with nothing.
    record Buffers(FileChannel channel, ByteBuffer[] buffers, int offset, int length) implements FileWrite {

        @Override
        public long bytes() {
            long sum = 0;
            for (int i = offset; i < offset + length; i++) {
                sum += buffers[i].remaining();
            }
            return sum;
        }

        @Override
        public void writeFirst(long count) throws IOException {
            long left = count;
            for (int i = offset; i < offset + length && left > 0; i++) {
                long here = Math.min(left, buffers[i].remaining());
                new Buffer(channel, buffers[i], -1).writeFirst(here);
                left -= here;
            }
        }

        @Override
        public Object answerAsIfWritten() {
            long all = bytes();
            for (int i = offset; i < offset + length; i++) {
                buffers[i].position(buffers[i].limit());
            }
            return all;
        }
    }
}

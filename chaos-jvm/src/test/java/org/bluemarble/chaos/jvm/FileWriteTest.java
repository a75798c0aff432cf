package org.bluemarble.chaos.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWriteTest {

    @TempDir
    Path folder;

    @Test
    void partOfAnArray_isWrittenFromItsOffset() throws IOException {
        Path file = folder.resolve("array");
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            FileWrite write = FileWrite.of(out, new Object[] {new byte[] {1, 2, 3, 4, 5}, 1, 3});

            assertThat(write.bytes()).isEqualTo(3);
            write.writeFirst(2);
            assertThat(write.answerAsIfWritten()).isNull();
        }
        assertThat(Files.readAllBytes(file)).containsExactly(2, 3);
    }

    @Test
    void singleByte_isABytesWorth() throws IOException {
        Path file = folder.resolve("single");
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            FileWrite.of(out, new Object[] {0x141}).writeFirst(1);
        }
        assertThat(Files.readAllBytes(file)).containsExactly(0x41);
    }

    @Test
    void buffer_standsBehindWhatWasWrittenAndThenAtItsEnd() throws IOException {
        Path file = folder.resolve("buffer");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5});
            buffer.position(1);
            FileWrite write = FileWrite.of(channel, new Object[] {buffer, 3L});

            write.writeFirst(2);

            assertThat(buffer.position()).isEqualTo(3);
            assertThat(channel.position()).isZero();
            assertThat(write.answerAsIfWritten()).isEqualTo(2);
            assertThat(buffer.hasRemaining()).isFalse();
        }
        assertThat(Files.readAllBytes(file)).containsExactly(0, 0, 0, 2, 3);
    }

    @Test
    void severalBuffers_areWrittenInTheirOrder() throws IOException {
        Path file = folder.resolve("buffers");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer[] buffers = {
                ByteBuffer.wrap(new byte[] {9}), ByteBuffer.wrap(new byte[] {1, 2}), ByteBuffer.wrap(new byte[] {3, 4})
            };
            FileWrite write = FileWrite.of(channel, new Object[] {buffers, 1, 2});

            assertThat(write.bytes()).isEqualTo(4);
            write.writeFirst(3);

            assertThat(write.answerAsIfWritten()).isEqualTo(1L);
            assertThat(buffers[0].remaining()).isEqualTo(1);
        }
        assertThat(Files.readAllBytes(file)).containsExactly(1, 2, 3);
    }
}

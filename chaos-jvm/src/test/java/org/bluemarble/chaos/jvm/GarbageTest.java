package org.bluemarble.chaos.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GarbageTest {

    private final byte[] real = "treasure".repeat(1_000).getBytes(StandardCharsets.US_ASCII);

    @Test
    void stream_keepsTheLengthAndNoByte() throws IOException {
        byte[] read = garbage(7).readAllBytes();

        assertThat(read).hasSameSizeAs(real);
        for (int i = 0; i < real.length; i++) {
            assertThat(read[i]).as("byte %d", i).isNotEqualTo(real[i]);
        }
    }

    @Test
    void sameSeed_givesTheSameGarbageHoweverItIsRead() throws IOException {
        byte[] whole = garbage(7).readAllBytes();
        byte[] single = new byte[whole.length];
        InputStream stream = garbage(7);
        for (int i = 0; i < single.length; i++) {
            single[i] = (byte) stream.read();
        }

        assertThat(single).isEqualTo(whole);
        assertThat(stream.read()).isNegative();
        assertThat(garbage(8).readAllBytes()).isNotEqualTo(whole);
    }

    private InputStream garbage(long seed) {
        return Garbage.stream(new ByteArrayInputStream(real), seed);
    }
}

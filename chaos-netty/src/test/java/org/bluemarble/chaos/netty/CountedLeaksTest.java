package org.bluemarble.chaos.netty;

import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** That leaks would be found at all. */
class CountedLeaksTest {

    @Test
    void bufferThatNobodyReleases_isFound() {
        int before = CountedLeaks.found().size();
        leak();

        await("the leak to be found").atMost(Duration.ofSeconds(60)).until(() -> {
            CountedLeaks.collect();
            return CountedLeaks.found().size() > before;
        });
    }

    private static void leak() {
        ByteBuf leaked = PooledByteBufAllocator.DEFAULT.directBuffer(64);
        leaked.writeByte(1);
    }
}

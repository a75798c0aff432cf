package org.bluemarble.chaos.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallNestingTest {

    @AfterEach
    void leave() {
        CallNesting.exit(CallNesting.JDBC | CallNesting.POOL);
    }

    @Test
    void innerCallOfTheSameFamily_doesNotDecide() {
        assertThat(CallNesting.enter(CallNesting.JDBC)).isTrue();
        assertThat(CallNesting.enter(CallNesting.JDBC)).isFalse();

        CallNesting.exit(CallNesting.JDBC);

        assertThat(CallNesting.enter(CallNesting.JDBC)).isTrue();
    }

    @Test
    void innerCallOfAnotherFamily_decidesForItself() {
        assertThat(CallNesting.enter(CallNesting.POOL)).isTrue();
        assertThat(CallNesting.enter(CallNesting.JDBC)).isTrue();

        CallNesting.exit(CallNesting.JDBC);

        assertThat(CallNesting.enter(CallNesting.POOL))
                .as("still inside the pool's call")
                .isFalse();
        assertThat(CallNesting.enter(CallNesting.JDBC)).isTrue();
    }

    @Test
    void otherThread_isNotInsideTheCall() throws Exception {
        assertThat(CallNesting.enter(CallNesting.JDBC)).isTrue();

        boolean other = CompletableFuture.supplyAsync(() -> {
                    boolean entered = CallNesting.enter(CallNesting.JDBC);
                    CallNesting.exit(CallNesting.JDBC);
                    return entered;
                })
                .get(60, TimeUnit.SECONDS);

        assertThat(other).isTrue();
    }

    @Test
    void exitWithoutEnter_harmless() {
        CallNesting.exit(CallNesting.POOL);

        assertThat(CallNesting.enter(CallNesting.POOL)).isTrue();
    }
}

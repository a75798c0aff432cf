package org.bluemarble.chaos.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.spi.CallHandler;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.SkippingCall;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the caller of a woven method sees, whatever the method looks like. */
class WovenResultTest extends WovenShop {

    @Test
    void failureAfterTheBody_isThrownAndTheBodyRan() throws Exception {
        weave("price", "(Ljava/lang/String;)I", 0, (self, argument) -> new Passed(new IOException("lost"), null));
        Object shop = woven();

        try (ArmedRule rule = arm()) {
            assertThatThrownBy(() -> call(shop, "price", "axe"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("lost");
        }

        assertThat(served(shop)).isEqualTo(1);
        assertNoProblems();
    }

    @Test
    void failureInsteadOfTheBody_isThrownAndTheBodyDidNotRun() throws Exception {
        weave("price", "(Ljava/lang/String;)I", 0, (self, argument) -> new Skipped(new IOException("refused"), null));
        Object shop = woven();

        try (ArmedRule rule = arm()) {
            assertThatThrownBy(() -> call(shop, "price", "axe"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("refused");
        }

        assertThat(served(shop)).isZero();
        assertNoProblems();
    }

    @Test
    void failureOfTheBody_mayBeReplacedOrForgiven() throws Exception {
        weave("sell", "(Ljava/lang/String;)V", 0, (self, argument) -> new Passed(null, null));
        Object shop = woven();

        try (ArmedRule rule = arm()) {
            assertThat(call(shop, "sell", "")).isNull();
        }
        assertThatThrownBy(() -> call(shop, "sell", "")).hasMessage("nothing to sell");
        assertNoProblems();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void result_isReplacedInEveryReturnType(boolean skipped) throws Exception {
        weave("price", "(Ljava/lang/String;)I", 0, returning(skipped, 7));
        weave("stock", "()J", MethodWeave.NO_ARGUMENT, returning(skipped, 8L));
        weave("discount", "(JD)D", MethodWeave.NO_ARGUMENT, returning(skipped, 0.25));
        weave("open", "()Z", MethodWeave.NO_ARGUMENT, returning(skipped, false));
        weave("shelf", "()[I", MethodWeave.NO_ARGUMENT, returning(skipped, new int[] {9}));
        weave("name", "()Ljava/lang/String;", MethodWeave.NO_ARGUMENT, returning(skipped, "other"));
        weave("sell", "(Ljava/lang/String;)V", MethodWeave.NO_ARGUMENT, returning(skipped, null));
        Object shop = woven();

        try (ArmedRule rule = arm()) {
            assertThat(call(shop, "price", "axe")).isEqualTo(7);
            assertThat(call(shop, "stock")).isEqualTo(8L);
            assertThat(call(shop, "discount", 1L, 1.0)).isEqualTo(0.25);
            assertThat(call(shop, "open")).isEqualTo(false);
            assertThat(call(shop, "shelf")).isEqualTo(new int[] {9});
            assertThat(call(shop, "name")).isEqualTo("other");
            assertThat(call(shop, "sell", "axe")).isNull();
        }

        assertThat(served(shop)).isEqualTo(skipped ? 0 : 7);
        assertNoProblems();
    }

    @Test
    void skippedBodyWithoutAResult_returnsZero() throws Exception {
        CallHandler skipping = (self, argument) -> new SkippingCall() {
            @Override
            public @Nullable Throwable exit(@Nullable Throwable thrown) {
                return null;
            }
        };
        weave("price", "(Ljava/lang/String;)I", 0, skipping);
        weave("open", "()Z", MethodWeave.NO_ARGUMENT, skipping);
        weave("name", "()Ljava/lang/String;", MethodWeave.NO_ARGUMENT, skipping);
        Object shop = woven();

        try (ArmedRule rule = arm()) {
            assertThat(call(shop, "price", "axe")).isEqualTo(0);
            assertThat(call(shop, "open")).isEqualTo(false);
            assertThat(call(shop, "name")).isNull();
        }
        assertNoProblems();
    }

    @Test
    void resultIsOfTheWrongType_bodysResultStaysAndTheProblemIsCounted() throws Exception {
        weave("price", "(Ljava/lang/String;)I", 0, returning(false, "seven"));
        Object shop = woven();

        try (ArmedRule rule = arm()) {
            assertThat(call(shop, "price", "axe")).isEqualTo(3);
        }

        assertThat(InternalProblems.count()).isEqualTo(problemsBefore + 1);
    }
}

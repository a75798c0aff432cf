package org.bluemarble.chaos.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.agent.weave.MethodWeave.Presence;
import org.bluemarble.chaos.spi.CallHandler;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.Weaves;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the handler of woven code is asked, and what is told of weaves that fail. */
class WeaverTest extends WovenShop {

    @Test
    void nothingArmed_handlerIsNotAskedAndTheWeaveIsActive() throws Exception {
        List<Object> asked = new ArrayList<>();
        weave("price", "(Ljava/lang/String;)I", 0, (self, argument) -> {
            asked.add(self);
            return null;
        });
        Object shop = woven();
        assertThat(state()).isEqualTo(Weaves.State.WOVEN);

        assertThat(call(shop, "price", "sword")).isEqualTo(5);

        assertThat(asked).isEmpty();
        assertThat(state()).isEqualTo(Weaves.State.ACTIVE);
        assertNoProblems();
    }

    @Test
    void armed_handlerGetsObjectAndArgument() throws Exception {
        List<@Nullable Object> asked = new ArrayList<>();
        CallHandler remembering = (self, argument) -> {
            asked.add(self);
            asked.add(argument);
            return null;
        };
        weave("price", "(Ljava/lang/String;)I", 0, remembering);
        weave("discount", "(JD)D", 1, remembering);
        weave("stock", "()J", MethodWeave.NO_ARGUMENT, remembering);
        Object shop = woven();

        try (ArmedRule rule = arm()) {
            assertThat(call(shop, "price", "axe")).isEqualTo(3);
            assertThat(call(shop, "discount", 10L, 0.5)).isEqualTo(5.0);
            assertThat(call(shop, "stock")).isEqualTo(5_000_000_000L);
        }

        assertThat(asked).containsExactly(shop, "axe", shop, 0.5, shop, null);
        assertNoProblems();
    }

    @Test
    void allArguments_areHandedOverAsAnArray() throws Exception {
        List<Object> asked = new ArrayList<>();
        weave("discount", "(JD)D", MethodWeave.ALL_ARGUMENTS, (self, arguments) -> {
            asked.addAll(Arrays.asList((Object[]) arguments));
            return null;
        });
        Object shop = woven();

        try (ArmedRule rule = arm()) {
            call(shop, "discount", 10L, 0.5);
        }

        assertThat(asked).containsExactly(10L, 0.5);
    }

    @Test
    void staticMethod_hasNoObject() throws Exception {
        List<@Nullable Object> asked = new ArrayList<>();
        weave("greeting", "(Ljava/lang/String;)Ljava/lang/String;", 0, (self, argument) -> {
            asked.add(self);
            asked.add(argument);
            return null;
        });
        Object shop = woven();

        try (ArmedRule rule = arm()) {
            assertThat(call(shop, "greeting", "Mia")).isEqualTo("hello Mia");
        }

        assertThat(asked).containsExactly(null, "Mia");
    }

    @Test
    void noPoints_handlerIsAskedAlways() throws Exception {
        List<Object> asked = new ArrayList<>();
        methods.add(new MethodWeave(
                new MethodName("name", "()Ljava/lang/String;"),
                Presence.REQUIRED,
                MethodWeave.NO_ARGUMENT,
                List.of(),
                () -> new Watch(List.of(), (self, argument) -> {
                    asked.add(self);
                    return null;
                })));
        Object shop = woven();

        call(shop, "name");

        assertThat(asked).containsExactly(shop);
    }

    @Test
    void handlerKnowsForWhom_itLooksWhileARuleAnywhereAsksThat() throws Exception {
        List<Object> asked = new ArrayList<>();
        methods.add(new MethodWeave(
                new MethodName("name", "()Ljava/lang/String;"),
                Presence.REQUIRED,
                MethodWeave.NO_ARGUMENT,
                List.of(POINT.name()),
                () -> new Watch(List.of(POINT.name()), true, (self, argument) -> {
                    asked.add(self);
                    return null;
                })));
        Object shop = woven();
        Chaos.point("weaver.elsewhere");

        try (ArmedRule nobody = engine.arm("a: weaver.elsewhere latency 1ms")) {
            IdentitySites.look();
            call(shop, "name");
            assertThat(asked).isEmpty();

            ArmedRule bob = engine.arm("b: weaver.elsewhere[player=bob] latency 1ms");
            IdentitySites.look();
            call(shop, "name");
            assertThat(asked).containsExactly(shop);

            bob.disarm();
            IdentitySites.look();
            call(shop, "name");
            assertThat(asked).hasSize(1);
        }
        try (ArmedRule here = arm()) {
            call(shop, "name");
            assertThat(asked).hasSize(2);
        }
    }

    @Test
    void handlerIsBroken_callPassesAndTheProblemIsCounted() throws Exception {
        weave("price", "(Ljava/lang/String;)I", 0, (self, argument) -> {
            throw new IllegalStateException("bug");
        });
        Object shop = woven();

        try (ArmedRule rule = arm()) {
            assertThat(call(shop, "price", "axe")).isEqualTo(3);
        }

        assertThat(InternalProblems.count()).isEqualTo(problemsBefore + 1);
    }

    @Test
    void methodIsMissing_weaveHasFailedAndTheOthersAreWoven() throws Exception {
        weave("price", "(Ljava/lang/String;)I", 0, returning(true, 7));
        weave("price", "(Ljava/lang/String;)J", 0, returning(true, 7L));
        weave("close", "()V", MethodWeave.NO_ARGUMENT, returning(true, null));
        Object shop = woven();

        try (ArmedRule rule = arm()) {
            assertThat(call(shop, "price", "axe")).isEqualTo(7);
        }

        assertThat(weave().state()).isEqualTo(Weaves.State.FAILED);
        assertThat(weave().detail())
                .endsWith(": the class does not declare price(String), close(), so their calls pass undisturbed;"
                        + " known is " + library.name() + " 1 and newer");
    }

    @Test
    void handlerCannotBeMade_weaveHasFailedAndTheClassStaysAsItIs() throws Exception {
        methods.add(new MethodWeave(
                new MethodName("name", "()Ljava/lang/String;"),
                Presence.REQUIRED,
                MethodWeave.NO_ARGUMENT,
                List.of(POINT.name()),
                () -> {
                    throw new NoClassDefFoundError("java/sql/Connection");
                }));

        byte[] bytes = weaver().weave(classWeave(), new Place(getClass().getClassLoader(), null), original());

        assertThat(bytes).isNull();
        assertThat(weave().detail()).endsWith("internal error: java.lang.NoClassDefFoundError: java/sql/Connection");
        assertThat(InternalProblems.count()).isEqualTo(problemsBefore + 1);
    }
}

package org.bluemarble.chaos.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.Latency;
import org.bluemarble.chaos.agent.weave.MethodWeave.Presence;
import org.bluemarble.chaos.spi.CallHandler;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.OpenCall;
import org.bluemarble.chaos.spi.SkippingCall;
import org.bluemarble.chaos.spi.Weaves;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What woven code does to a call, whatever the method looks like. Longer than most: a third of it weaves and calls the one
 * class that all of its tests are about.
 */
class WeaverTest {

    private static final InjectionPoint POINT = Chaos.point("weaver.test");

    /** Every weave is of a library of its own: sites stay for the life of the JVM. */
    private final Library library = new Library("shop-" + UUID.randomUUID(), "1");

    private final List<MethodWeave> methods = new ArrayList<>();
    private final Chaos engine = Chaos.create("weaver-test");
    private long problemsBefore;

    @BeforeEach
    void countProblems() {
        problemsBefore = InternalProblems.count();
    }

    @AfterEach
    void closeEngine() {
        engine.close();
    }

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
    void resultIsOfTheWrongType_bodysResultStaysAndTheProblemIsCounted() throws Exception {
        weave("price", "(Ljava/lang/String;)I", 0, returning(false, "seven"));
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

    private void weave(String method, String descriptor, int argument, CallHandler handler) {
        methods.add(new MethodWeave(
                new MethodName(method, descriptor),
                Presence.REQUIRED,
                argument,
                List.of(POINT.name()),
                () -> new Watch(List.of(POINT.name()), handler)));
    }

    private static CallHandler returning(boolean skipped, @Nullable Object result) {
        return (self, argument) -> skipped ? new Skipped(null, result) : new Passed(null, result);
    }

    private ArmedRule arm() {
        return engine.arm(FaultRule.named("watch")
                .at(POINT)
                .inject(Latency.of(java.time.Duration.ofMillis(1)))
                .build());
    }

    private ClassWeave classWeave() {
        ClassWeave weave = new ClassWeave(library, Shop.class.getName(), methods);
        Weaves.announce(weave.name(), weave.points());
        return weave;
    }

    private static Weaver weaver() {
        return new Weaver();
    }

    /** A shop whose class was woven and defined by a loader of its own. */
    private Object woven() throws Exception {
        ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (!name.equals(Shop.class.getName())) {
                    return super.loadClass(name, resolve);
                }
                Class<?> known = findLoadedClass(name);
                byte[] bytes = known == null ? weaver().weave(classWeave(), new Place(this, null), original()) : null;
                return bytes == null ? known : defineClass(name, bytes, 0, bytes.length);
            }
        };
        return loader.loadClass(Shop.class.getName()).getConstructor().newInstance();
    }

    private static byte[] original() {
        try (InputStream in = Shop.class.getResourceAsStream("Shop.class")) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static @Nullable Object call(Object shop, String name, Object... arguments) throws Exception {
        for (Method method : shop.getClass().getMethods()) {
            if (method.getName().equals(name)) {
                try {
                    return method.invoke(shop, arguments);
                } catch (InvocationTargetException thrown) {
                    throw (Exception) thrown.getCause();
                }
            }
        }
        throw new NoSuchMethodException(name);
    }

    private static int served(Object shop) throws Exception {
        return shop.getClass().getField("served").getInt(shop);
    }

    private Weaves.Weave weave() {
        String name = library.name() + " Shop";
        return Weaves.all().stream()
                .filter(weave -> weave.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Weaves.State state() {
        return weave().state();
    }

    private void assertNoProblems() {
        assertThat(InternalProblems.count()).isEqualTo(problemsBefore);
    }

    /** The body runs; then this is thrown, or returned. */
    private static final class Passed extends OpenCall {

        private final @Nullable Throwable failure;
        private final @Nullable Object result;

        Passed(@Nullable Throwable failure, @Nullable Object result) {
            this.failure = failure;
            this.result = result;
        }

        @Override
        public @Nullable Throwable exit(@Nullable Throwable thrown) {
            return failure;
        }

        @Override
        public @Nullable Object result(@Nullable Object returned) {
            return result;
        }
    }

    /** The body does not run; this is thrown, or returned. */
    private static final class Skipped extends SkippingCall {

        private final @Nullable Throwable failure;
        private final @Nullable Object result;

        Skipped(@Nullable Throwable failure, @Nullable Object result) {
            this.failure = failure;
            this.result = result;
        }

        @Override
        public @Nullable Throwable exit(@Nullable Throwable thrown) {
            return failure;
        }

        @Override
        public @Nullable Object result(@Nullable Object returned) {
            return result;
        }
    }
}

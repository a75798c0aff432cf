package org.bluemarble.chaos.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
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

/** A {@link Shop} to weave and call, and a rule to arm at its point: what tests of woven code share. */
abstract class WovenShop {

    static final InjectionPoint POINT = Chaos.point("weaver.test");

    /** Every weave is of a library of its own: sites stay for the life of the JVM. */
    final Library library = new Library("shop-" + UUID.randomUUID(), "1");

    final List<MethodWeave> methods = new ArrayList<>();
    final Chaos engine = Chaos.create("weaver-test");
    long problemsBefore;

    @BeforeEach
    void countProblems() {
        problemsBefore = InternalProblems.count();
    }

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    void weave(String method, String descriptor, int argument, CallHandler handler) {
        methods.add(new MethodWeave(
                new MethodName(method, descriptor),
                Presence.REQUIRED,
                argument,
                List.of(POINT.name()),
                () -> new Watch(List.of(POINT.name()), handler)));
    }

    static CallHandler returning(boolean skipped, @Nullable Object result) {
        return (self, argument) -> skipped ? new Skipped(null, result) : new Passed(null, result);
    }

    ArmedRule arm() {
        return engine.arm(FaultRule.named("watch")
                .at(POINT)
                .inject(Latency.of(Duration.ofMillis(1)))
                .build());
    }

    ClassWeave classWeave() {
        ClassWeave weave = new ClassWeave(library, Shop.class.getName(), methods);
        Weaves.announce(weave.name(), weave.points());
        return weave;
    }

    static Weaver weaver() {
        return new Weaver();
    }

    /** A shop whose class was woven and defined by a loader of its own. */
    Object woven() throws Exception {
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

    static byte[] original() {
        try (InputStream in = Shop.class.getResourceAsStream("Shop.class")) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static @Nullable Object call(Object shop, String name, Object... arguments) throws Exception {
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

    static int served(Object shop) throws Exception {
        return shop.getClass().getField("served").getInt(shop);
    }

    Weaves.Weave weave() {
        String name = library.name() + " Shop";
        return Weaves.all().stream()
                .filter(weave -> weave.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Weaves.State state() {
        return weave().state();
    }

    void assertNoProblems() {
        assertThat(InternalProblems.count()).isEqualTo(problemsBefore);
    }

    /** The body runs; then this is thrown, or returned. */
    static final class Passed extends OpenCall {

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
    static final class Skipped extends SkippingCall {

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

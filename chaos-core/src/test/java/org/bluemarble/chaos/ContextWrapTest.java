package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A context goes with the work, and stays with nobody. */
class ContextWrapTest {

    private static final ChaosContext P17 = ChaosContext.empty()
            .withPlayer("p17")
            .withSession("s1")
            .withShard("eu-1")
            .withOperation("trade")
            .withTest("wrap");

    private final ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);

    @AfterEach
    void endPool() throws InterruptedException {
        pool.shutdownNow();
        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    private static @Nullable String player() {
        return ChaosContext.current().player();
    }

    /** {@return what the pool's one thread has as its context after all that was handed over so far} */
    private ChaosContext leftBehind() throws Exception {
        return pool.submit(ChaosContext::current).get(60, TimeUnit.SECONDS);
    }

    @Test
    void context_saysWhatItWasTold() {
        assertThat(P17.player()).isEqualTo("p17");
        assertThat(P17.session()).isEqualTo("s1");
        assertThat(P17.shard()).isEqualTo("eu-1");
        assertThat(P17.operation()).isEqualTo("trade");
        assertThat(P17.test()).isEqualTo("wrap");
        assertThat(P17.get(AttributeKey.SHARD)).isEqualTo("eu-1");
        assertThat(P17.get(AttributeKey.text("table"))).isNull();
        assertThat(P17.withPlayer("p18").session()).isEqualTo("s1");
        assertThat(P17.player()).as("unchanged").isEqualTo("p17");
    }

    @Test
    void everyShapeOfWork_runsInTheContextItWasWrappedIn() throws Exception {
        List<@Nullable String> seen = new ArrayList<>();
        Runnable runnable;
        Callable<@Nullable String> callable;
        BiFunction<String, String, @Nullable String> both;
        Consumer<String> consumer;
        BiConsumer<String, String> biConsumer;
        Supplier<@Nullable String> supplier;
        Function<String, @Nullable String> function;
        try (ChaosContext.Scope scope = P17.open()) {
            runnable = ChaosContext.wrap(() -> {
                seen.add(player());
            });
            callable = ChaosContext.wrap(ContextWrapTest::player);
            supplier = ChaosContext.wrapSupplier(ContextWrapTest::player);
            function = ChaosContext.wrapFunction(argument -> argument + player());
            both = ChaosContext.wrapBiFunction((one, other) -> one + other + player());
            consumer = ChaosContext.wrapConsumer(argument -> seen.add(argument + player()));
            biConsumer = ChaosContext.wrapBiConsumer((one, other) -> seen.add(one + other + player()));
        }

        runnable.run();
        seen.add(callable.call());
        seen.add(supplier.get());
        seen.add(function.apply("a-"));
        seen.add(both.apply("a-", "b-"));
        consumer.accept("a-");
        biConsumer.accept("a-", "b-");

        assertThat(seen).containsExactly("p17", "p17", "p17", "a-p17", "a-b-p17", "a-p17", "a-b-p17");
        assertThat(ChaosContext.current()).isSameAs(ChaosContext.empty());
    }

    @Test
    void everyWayIntoAnExecutor_carriesTheContext() throws Exception {
        ScheduledExecutorService carrying = ChaosContext.wrap(pool);
        ExecutorService service = ChaosContext.wrap((ExecutorService) pool);
        Executor plain = ChaosContext.wrap((Executor) pool);
        AtomicReference<@Nullable String> executed = new AtomicReference<>();
        List<@Nullable String> seen = new ArrayList<>();
        Callable<@Nullable String> asked = ContextWrapTest::player;
        Runnable runs = () -> executed.set(player());

        try (ChaosContext.Scope scope = P17.open()) {
            plain.execute(runs);
            seen.add(service.submit(asked).get(60, TimeUnit.SECONDS));
            seen.add(executed.getAndSet(null));
            service.execute(runs);
            service.submit(runs).get(60, TimeUnit.SECONDS);
            seen.add(executed.getAndSet(null));
            service.submit(runs, "done").get(60, TimeUnit.SECONDS);
            seen.add(executed.getAndSet(null));
            seen.add(service.invokeAll(List.of(asked)).get(0).get());
            seen.add(service.invokeAll(List.of(asked), 60, TimeUnit.SECONDS)
                    .get(0)
                    .get());
            seen.add(service.invokeAny(List.of(asked)));
            seen.add(service.invokeAny(List.of(asked), 60, TimeUnit.SECONDS));
            seen.add(carrying.schedule(asked, 1, TimeUnit.MILLISECONDS).get(60, TimeUnit.SECONDS));
            carrying.schedule(runs, 1, TimeUnit.MILLISECONDS).get(60, TimeUnit.SECONDS);
            seen.add(executed.getAndSet(null));
        }

        assertThat(seen).hasSize(10).containsOnly("p17");
        assertThat(leftBehind()).isSameAs(ChaosContext.empty());
    }

    @Test
    void taskThatForgetsAScope_leavesNothingOnThePooledThread() throws Exception {
        ExecutorService carrying = ChaosContext.wrap((ExecutorService) pool);
        Callable<ChaosContext.Scope> forgetful =
                () -> ChaosContext.empty().withPlayer("forgotten").open();
        try (ChaosContext.Scope scope = P17.open()) {
            carrying.submit(forgetful).get(60, TimeUnit.SECONDS);
        }

        assertThat(leftBehind()).isSameAs(ChaosContext.empty());
    }

    @Test
    void taskThatThrows_leavesNothingEither() {
        Runnable failing;
        try (ChaosContext.Scope scope = P17.open()) {
            failing = ChaosContext.wrap((Runnable) () -> {
                throw new IllegalStateException(player());
            });
        }

        assertThatIllegalStateException().isThrownBy(failing::run).withMessage("p17");
        assertThat(ChaosContext.current()).isSameAs(ChaosContext.empty());
    }

    @Test
    void wrappedWithoutAContext_orTwice_isLeftAsItIs() {
        Runnable task = () -> {};

        assertThat(ChaosContext.wrap(task)).isSameAs(task);
        try (ChaosContext.Scope scope = P17.open()) {
            Runnable once = ChaosContext.wrap(task);
            assertThat(ChaosContext.wrap(once)).isSameAs(once);
        }
    }

    @Test
    void contextIsReplacedWithoutScopes_nothingPilesUp() {
        try (ChaosContext.Scope scope = P17.open()) {
            for (int i = 0; i < 10; i++) {
                ChaosContext.empty().withPlayer("p" + i).replaceCurrent();
                assertThat(player()).isEqualTo("p" + i);
            }
            ChaosContext.empty().replaceCurrent();

            assertThat(ChaosContext.current()).isSameAs(P17);
        }
        assertThat(ChaosContext.current()).isSameAs(ChaosContext.empty());
    }
}

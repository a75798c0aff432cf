package org.bluemarble.chaos.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A class about which the JVM asked before the plan changed, and which is loaded afterwards. */
class LateDefinitionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ArmedPlan PLAN = new ArmedPlan(
            List.of(new ClassWeave(new Library("late", "1"), Shop.class.getName(), List.of())), List.of(), List.of());

    private final LatelyAsked lately = new LatelyAsked();
    private final List<Class<?>> loaded = new CopyOnWriteArrayList<>();
    private final List<Class<?>> retransformed = new CopyOnWriteArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private long problemsBefore;
    private CompletableFuture<Void> definition = CompletableFuture.completedFuture(null);

    @BeforeEach
    void countProblems() {
        problemsBefore = InternalProblems.count();
    }

    @AfterEach
    void nothingWentWrong() {
        goOn.countDown();
        definition.join();
        assertThat(InternalProblems.count()).isEqualTo(problemsBefore);
    }

    @Test
    void definitionWasUnderWay_classIsWovenBeforeTheWaitEnds() throws Exception {
        definition = CompletableFuture.runAsync(() -> defineClass(true));
        asked.await();

        CompletableFuture<Integer> search = CompletableFuture.supplyAsync(() -> catchUp(PLAN));
        assertThat(search).isNotDone();
        goOn.countDown();

        await().atMost(PATIENCE).until(search::isDone);
        assertThat(retransformed).containsExactly(Shop.class);
        assertThat(search.join()).isEqualTo(1);
    }

    @Test
    void definitionFails_nobodyWaitsForIt() throws Exception {
        definition = CompletableFuture.runAsync(() -> defineClass(false));
        asked.await();
        CompletableFuture<Integer> search = CompletableFuture.supplyAsync(() -> catchUp(PLAN));
        goOn.countDown();

        await().atMost(PATIENCE).until(search::isDone);
        assertThat(retransformed).isEmpty();
    }

    @Test
    void classWasFoundAlready_itIsLeftAlone() {
        asked.countDown();
        goOn.countDown();
        defineClass(true);

        assertThat(lately.catchUp(PLAN, Set.of(Shop.class), instrumentation(), () -> false, retransformed::addAll))
                .isZero();
        assertThat(retransformed).isEmpty();
    }

    @Test
    void anotherPlanFollows_waitEndsAndTheNextSearchFindsTheClass() throws Exception {
        definition = CompletableFuture.runAsync(() -> defineClass(true));
        asked.await();

        assertThat(lately.catchUp(PLAN, Set.of(), instrumentation(), () -> true, retransformed::addAll))
                .isZero();
        goOn.countDown();
        definition.join();
        assertThat(catchUp(PLAN)).isEqualTo(1);
    }

    @Test
    void answerIsTheSameByTheNewPlan_nothingIsDone() {
        asked.countDown();
        goOn.countDown();
        defineClass(true);

        assertThat(catchUp(ArmedPlan.EMPTY)).isZero();
    }

    private int catchUp(ArmedPlan plan) {
        return lately.catchUp(plan, Set.of(), instrumentation(), () -> false, retransformed::addAll);
    }

    /** Named as the JDK's own, by whose frame the search tells that the class may still come. */
    private void defineClass(boolean succeeds) {
        lately.answer(Shop.class.getName(), Shop.class.getClassLoader(), false, () -> ArmedPlan.EMPTY);
        asked.countDown();
        try {
            goOn.await();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
        if (succeeds) {
            loaded.add(Shop.class);
        }
    }

    private Instrumentation instrumentation() {
        return (Instrumentation) Proxy.newProxyInstance(
                ClassFileTransformer.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAllLoadedClasses" -> loaded.toArray(new Class<?>[0]);
                    case "isModifiableClass" -> true;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}

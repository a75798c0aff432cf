package org.bluemarble.chaos.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.Weaves;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is reported when the JVM does not play along; that it does is tested in child JVMs. */
class WeavingTest {

    private final Library library = new Library("weaving-" + UUID.randomUUID(), "1");
    private final List<String> calls = new ArrayList<>();

    @Test
    void jvmRefusesALoadedClass_weaveHasFailedAndSaysWhy() {
        long problemsBefore = InternalProblems.count();

        Weaving.install(refusing(), List.of(new ClassWeave(library, Shop.class.getName(), List.of())));

        Weaves.Weave weave = Weaves.all().stream()
                .filter(one -> one.name().equals(library.name() + " Shop"))
                .findFirst()
                .orElseThrow();
        assertThat(weave.state()).isEqualTo(Weaves.State.FAILED);
        assertThat(weave.detail()).endsWith(": the JVM refused the woven class: java.lang.VerifyError: bad");
        assertThat(InternalProblems.count()).isEqualTo(problemsBefore + 1);
        assertThat(calls)
                .containsExactly("addTransformer", "getAllLoadedClasses", "isModifiableClass", "retransformClasses");
    }

    @Test
    void classWasBeingDefinedAsTheAgentCame_itIsWovenBeforeInstallingEnds() throws Exception {
        long problemsBefore = InternalProblems.count();
        List<Class<?>> loaded = new CopyOnWriteArrayList<>();
        List<Object> retransformed = new CopyOnWriteArrayList<>();
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        Thread definition = new Thread(() -> defineClass(asked, goOn, loaded));
        definition.start();
        asked.await();

        CompletableFuture<Weaving> installing = CompletableFuture.supplyAsync(() -> Weaving.install(
                jvm(
                        asks -> {
                            if (asks.equals("getAllLoadedClasses")) {
                                Class<?>[] found = loaded.toArray(new Class<?>[0]);
                                // Only after the first search: that one cannot find the class.
                                goOn.countDown();
                                return found;
                            }
                            return asks.equals("isModifiableClass") ? true : null;
                        },
                        retransformed),
                List.of(new ClassWeave(library, Shop.class.getName(), List.of()))));

        await().atMost(Duration.ofSeconds(30)).until(installing::isDone);
        definition.join();
        assertThat(installing).isCompleted();
        assertThat(retransformed).containsExactly(Shop.class);
        assertThat(InternalProblems.count()).isEqualTo(problemsBefore);
    }

    /** Named as the JDK's own, by whose frame the search tells that the class may still come. */
    private static void defineClass(CountDownLatch asked, CountDownLatch goOn, List<Class<?>> loaded) {
        asked.countDown();
        try {
            goOn.await();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
        loaded.add(Shop.class);
    }

    private static Instrumentation jvm(Function<String, @Nullable Object> answers, List<Object> retransformed) {
        return (Instrumentation) Proxy.newProxyInstance(
                WeavingTest.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("retransformClasses")) {
                        retransformed.addAll(List.of((Class<?>[]) arguments[0]));
                    }
                    return answers.apply(method.getName());
                });
    }

    /** An instrumentation in a JVM that has loaded one class, and verifies nothing of it. */
    private Instrumentation refusing() {
        return (Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Instrumentation.class}, (self, method, arguments) -> {
                    calls.add(method.getName());
                    return switch (method.getName()) {
                        case "getAllLoadedClasses" -> new Class<?>[] {Shop.class, String.class};
                        case "isModifiableClass" -> true;
                        case "retransformClasses" -> throw new VerifyError("bad");
                        default -> null;
                    };
                });
    }
}

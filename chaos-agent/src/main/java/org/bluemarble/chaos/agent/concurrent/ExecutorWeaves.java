package org.bluemarble.chaos.agent.concurrent;

import java.util.ArrayList;
import java.util.List;
import org.bluemarble.chaos.agent.weave.ClassWeave;
import org.bluemarble.chaos.agent.weave.Library;
import org.bluemarble.chaos.agent.weave.MethodName;
import org.bluemarble.chaos.agent.weave.MethodWeave;
import org.bluemarble.chaos.agent.weave.Watch;
import org.bluemarble.chaos.spi.CallHandler;

/**
 * Where work is handed to another thread in {@code java.util.concurrent}: there it is replaced by the same work in the
 * context of whoever hands it over. Only where a context is open; tasks that a task forks in a fork-join pool, and parallel
 * streams, are not followed.
 */
public final class ExecutorWeaves {

    private static final Library JAVA = new Library("java", "17");
    private static final String PACKAGE = "java.util.concurrent.";
    private static final String FUNCTION_PACKAGE = "Ljava/util/function/";
    private static final String RUNNABLE = "Ljava/lang/Runnable;";
    private static final String CALLABLE = "Ljava/util/concurrent/Callable;";
    private static final String EXECUTOR = "Ljava/util/concurrent/Executor;";
    private static final String STAGE = "Ljava/util/concurrent/CompletionStage;";
    private static final String STAGE_FUTURE = ")Ljava/util/concurrent/CompletableFuture;";
    private static final String TIMEOUT = "JLjava/util/concurrent/TimeUnit;";

    private ExecutorWeaves() {}

    /** {@return the classes to weave} */
    public static List<ClassWeave> weaves() {
        return List.of(futureTask(), threadPool(), forkJoinPool(), threadPerTask(), completableFuture());
    }

    /** What becomes of every task that is submitted, invoked with others or scheduled; made by whoever hands it over. */
    private static ClassWeave futureTask() {
        return weave(
                "FutureTask",
                required("<init>", "(" + CALLABLE + ")V", 0, Carrying.ANY),
                required("<init>", "(" + RUNNABLE + "Ljava/lang/Object;)V", 0, Carrying.ANY));
    }

    /** Tasks that are executed stand in the queue themselves, and whoever asks for them must find them. */
    private static ClassWeave threadPool() {
        return weave(
                "ThreadPoolExecutor",
                required("execute", "(" + RUNNABLE + ")V", 0, Carrying.INTO_POOL),
                required("remove", "(" + RUNNABLE + ")Z", 0, Carrying.LOOKED_FOR),
                required("reject", "(" + RUNNABLE + ")V", 0, Carrying.GIVEN_BACK),
                new MethodWeave(
                        new MethodName("shutdownNow", "()Ljava/util/List;"),
                        MethodWeave.Presence.REQUIRED,
                        MethodWeave.NO_ARGUMENT,
                        List.of(),
                        () -> new Watch(List.of(), (self, argument) -> new GivenBack())));
    }

    private static ClassWeave forkJoinPool() {
        String task = ")Ljava/util/concurrent/ForkJoinTask;";
        List<MethodWeave> methods = new ArrayList<>(List.of(
                required("execute", "(" + RUNNABLE + ")V", 0, Carrying.ANY),
                required("submit", "(" + RUNNABLE + task, 0, Carrying.ANY),
                required("submit", "(" + RUNNABLE + "Ljava/lang/Object;" + task, 0, Carrying.ANY),
                required("submit", "(" + CALLABLE + task, 0, Carrying.ANY)));
        methods.addAll(invoking());
        // Since Java 25.
        String scheduled = ")Ljava/util/concurrent/ScheduledFuture;";
        for (String kind : List.of(RUNNABLE, CALLABLE)) {
            methods.add(optional("schedule", "(" + kind + TIMEOUT + scheduled, 0, Carrying.ANY));
        }
        for (String name : List.of("scheduleAtFixedRate", "scheduleWithFixedDelay")) {
            methods.add(optional(name, "(" + RUNNABLE + "J" + TIMEOUT + scheduled, 0, Carrying.ANY));
        }
        return weave("ForkJoinPool", methods.toArray(MethodWeave[]::new));
    }

    /** A virtual thread, or any other, for each task; since Java 21. */
    private static ClassWeave threadPerTask() {
        List<MethodWeave> methods = new ArrayList<>(List.of(
                required("execute", "(" + RUNNABLE + ")V", 0, Carrying.ANY),
                required("submit", "(" + CALLABLE + ")Ljava/util/concurrent/Future;", 0, Carrying.ANY)));
        methods.addAll(invoking());
        return weave("ThreadPerTaskExecutor", methods.toArray(MethodWeave[]::new));
    }

    private static List<MethodWeave> invoking() {
        String tasks = "(Ljava/util/Collection;";
        return List.of(
                optional("invokeAll", tasks + ")Ljava/util/List;", 0, Carrying.ANY),
                optional("invokeAll", tasks + TIMEOUT + ")Ljava/util/List;", 0, Carrying.ANY),
                optional("invokeAny", tasks + ")Ljava/lang/Object;", 0, Carrying.ANY),
                optional("invokeAny", tasks + TIMEOUT + ")Ljava/lang/Object;", 0, Carrying.ANY));
    }

    /** What is done asynchronously, and every callback, on whatever thread it is called. */
    private static ClassWeave completableFuture() {
        List<MethodWeave> methods = new ArrayList<>();
        for (String executor : List.of("", EXECUTOR)) {
            methods.add(required("supplyAsync", "(" + function("Supplier") + executor + STAGE_FUTURE, 0, Carrying.ANY));
            methods.add(required("runAsync", "(" + RUNNABLE + executor + STAGE_FUTURE, 0, Carrying.ANY));
            methods.add(
                    required("completeAsync", "(" + function("Supplier") + executor + STAGE_FUTURE, 0, Carrying.ANY));
        }
        stages(methods, "thenApply", "", function("Function"));
        stages(methods, "thenAccept", "", function("Consumer"));
        stages(methods, "thenRun", "", RUNNABLE);
        stages(methods, "thenCompose", "", function("Function"));
        stages(methods, "whenComplete", "", function("BiConsumer"));
        stages(methods, "handle", "", function("BiFunction"));
        stages(methods, "exceptionally", "", function("Function"));
        stages(methods, "exceptionallyCompose", "", function("Function"));
        stages(methods, "thenCombine", STAGE, function("BiFunction"));
        stages(methods, "thenAcceptBoth", STAGE, function("BiConsumer"));
        stages(methods, "runAfterBoth", STAGE, RUNNABLE);
        stages(methods, "applyToEither", STAGE, function("Function"));
        stages(methods, "acceptEither", STAGE, function("Consumer"));
        stages(methods, "runAfterEither", STAGE, RUNNABLE);
        return weave("CompletableFuture", methods.toArray(MethodWeave[]::new));
    }

    /** Some are inherited from the interface, and come back to one of the others. */
    private static void stages(List<MethodWeave> methods, String name, String before, String callback) {
        int argument = before.isEmpty() ? 0 : 1;
        String from = "(" + before + callback;
        methods.add(optional(name, from + STAGE_FUTURE, argument, Carrying.ANY));
        methods.add(optional(name + "Async", from + STAGE_FUTURE, argument, Carrying.ANY));
        methods.add(optional(name + "Async", from + EXECUTOR + STAGE_FUTURE, argument, Carrying.ANY));
    }

    private static String function(String name) {
        return FUNCTION_PACKAGE + name + ";";
    }

    private static ClassWeave weave(String type, MethodWeave... methods) {
        return new ClassWeave(JAVA, PACKAGE + type, List.of(methods));
    }

    private static MethodWeave required(String name, String descriptor, int argument, CallHandler carrying) {
        return method(name, descriptor, MethodWeave.Presence.REQUIRED, argument, carrying);
    }

    private static MethodWeave optional(String name, String descriptor, int argument, CallHandler carrying) {
        return method(name, descriptor, MethodWeave.Presence.OPTIONAL, argument, carrying);
    }

    private static MethodWeave method(
            String name, String descriptor, MethodWeave.Presence presence, int argument, CallHandler carrying) {
        return new MethodWeave(
                new MethodName(name, descriptor),
                presence,
                argument,
                List.of(),
                MethodWeave.Code.REPLACE,
                () -> new Watch(List.of(), carrying));
    }
}

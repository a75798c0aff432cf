package org.bluemarble.chaos;

import java.lang.reflect.Method;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Runs each test, with what comes before and after it, on a thread of its own: none finds what another left to its thread. */
final class OwnThread implements BeforeEachCallback, AfterEachCallback, InvocationInterceptor {

    private ExecutorService thread = Executors.newSingleThreadExecutor();

    @Override
    public void beforeEach(ExtensionContext context) {
        thread = Executors.newSingleThreadExecutor();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        thread.shutdown();
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        run(invocation);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        run(invocation);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        run(invocation);
    }

    private void run(Invocation<Void> invocation) throws Throwable {
        try {
            thread.submit(() -> {
                        try {
                            return invocation.proceed();
                        } catch (Exception | Error thrown) {
                            throw thrown;
                        } catch (Throwable other) {
                            throw new AssertionError(other);
                        }
                    })
                    .get();
        } catch (ExecutionException failed) {
            throw failed.getCause();
        }
    }
}

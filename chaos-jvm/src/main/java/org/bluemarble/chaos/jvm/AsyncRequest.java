package org.bluemarble.chaos.jvm;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.bluemarble.chaos.spi.CallNesting;
import org.bluemarble.chaos.spi.SkippingCall;
import org.jspecify.annotations.Nullable;

/**
 * One disturbed asynchronous request. The caller gets its future at once; a thread of {@link Waiting} does the waiting there
 * is, and has the client send the request, if it is to be sent. Cancelling the future cancels the request.
 *
 * @param <T> the type of the answer's body
 */
final class AsyncRequest<T> extends SkippingCall {

    private final HttpClientCall<T> call;
    private final CompletableFuture<Object> answer = new CompletableFuture<>();

    AsyncRequest(HttpClientCall<T> call) {
        this.call = call;
    }

    @Override
    public @Nullable Throwable exit(@Nullable Throwable thrown) {
        Waiting.run(this::send);
        return thrown;
    }

    @Override
    public CompletableFuture<Object> result(@Nullable Object returned) {
        return answer;
    }

    /** On a thread that may wait. Our own calls of the client are not disturbed. */
    private void send() {
        CallNesting.enter(CallNesting.JDK);
        try {
            if (call.begin()) {
                end(null, null);
                return;
            }
            CompletableFuture<HttpResponse<T>> sent = call.sendAsync();
            var unused = answer.whenComplete((response, failure) -> sent.cancel(true));
            var unusedToo = sent.whenComplete((response, failure) -> Waiting.run(() -> end(response, failure)));
        } catch (RuntimeException | Error refused) {
            // What the client says to a request that it does not take.
            end(null, refused);
        } finally {
            CallNesting.exit(CallNesting.JDK);
        }
    }

    private void end(@Nullable HttpResponse<T> response, @Nullable Throwable failure) {
        Throwable real =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        Throwable seen = call.exit(real);
        if (seen == null) {
            answer.complete(call.result(response));
        } else {
            answer.completeExceptionally(seen);
        }
    }
}

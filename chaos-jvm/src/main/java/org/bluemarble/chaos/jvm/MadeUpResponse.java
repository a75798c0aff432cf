package org.bluemarble.chaos.jvm;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSession;
import org.bluemarble.chaos.TargetFault;
import org.jspecify.annotations.Nullable;

/**
 * An answer that no server gave. Its body went through the caller's own handler.
 *
 * @param <T> the type of the body
 */
record MadeUpResponse<T>(
        int statusCode,
        HttpRequest request,
        HttpHeaders headers,
        @Nullable T body) implements HttpResponse<T> {

    private static final HttpHeaders PLAIN_TEXT =
            HttpHeaders.of(Map.of("content-type", List.of("text/plain; charset=utf-8")), (name, value) -> true);
    /** Handlers that turn bytes into something have all bytes at once; one that does not end is broken. */
    private static final long PATIENCE_SECONDS = 10;

    static <T> MadeUpResponse<T> of(TargetFault fault, HttpRequest request, HttpResponse.BodyHandler<T> bodies) {
        int status = fault.parameter("code", Long.class, 503L).intValue();
        byte[] text = fault.parameter("body", String.class, "").getBytes(StandardCharsets.UTF_8);
        HttpResponse.BodySubscriber<T> body = bodies.apply(new Info(status, PLAIN_TEXT));
        body.onSubscribe(new AllAtOnce());
        if (text.length > 0) {
            body.onNext(List.of(ByteBuffer.wrap(text)));
        }
        body.onComplete();
        return new MadeUpResponse<>(status, request, PLAIN_TEXT, result(body));
    }

    private static <T> @Nullable T result(HttpResponse.BodySubscriber<T> body) {
        try {
            return body.getBody().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the body's handler was interrupted", interrupted);
        } catch (ExecutionException | TimeoutException broken) {
            throw new IllegalStateException("the body's handler made nothing of the answer", broken);
        }
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
        return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
        return Optional.empty();
    }

    @Override
    public URI uri() {
        return request.uri();
    }

    @Override
    public HttpClient.Version version() {
        return HttpClient.Version.HTTP_1_1;
    }

    /** What a handler is told before the body. */
    private record Info(int statusCode, HttpHeaders headers) implements HttpResponse.ResponseInfo {
        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }

    /** Bytes come whether they were asked for or not: there are few. */
    private record AllAtOnce() implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}

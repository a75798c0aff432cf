package org.bluemarble.chaos.jvm;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.TargetFault;
import org.bluemarble.chaos.spi.OpenCall;
import org.jspecify.annotations.Nullable;

/**
 * One request of a {@link HttpClient}.
 *
 * @param <T> the type of the answer's body
 */
final class HttpClientCall<T> extends JdkCall {

    private final HttpClient client;
    private final HttpRequest request;
    private final HttpResponse.BodyHandler<T> bodies;

    private final HttpResponse.@Nullable PushPromiseHandler<T> pushes;

    private HttpClientCall(
            HttpClient client,
            HttpRequest request,
            HttpResponse.BodyHandler<T> bodies,
            HttpResponse.@Nullable PushPromiseHandler<T> pushes) {
        this.client = client;
        this.request = request;
        this.bodies = bodies;
        this.pushes = pushes;
    }

    /** At the entry of {@link HttpClient#send}. */
    static @Nullable OpenCall send(@Nullable Object self, @Nullable Object argument) {
        HttpClientCall<Object> call = of(self, argument);
        return call == null ? null : call.pass(JdkPoints.REQUEST);
    }

    /** At the entry of {@code sendAsync} with three parameters; the caller never waits. */
    static @Nullable OpenCall sendAsync(@Nullable Object self, @Nullable Object argument) {
        HttpClientCall<Object> call = of(self, argument);
        return call != null && call.decide(JdkPoints.REQUEST) ? new AsyncRequest<>(call) : null;
    }

    /** Null if an argument is missing: the client is about to say so. */
    @SuppressWarnings("unchecked") // Whatever the bodies are, the client's own signature has them all alike.
    private static @Nullable HttpClientCall<Object> of(@Nullable Object self, @Nullable Object argument) {
        if (self instanceof HttpClient client
                && argument instanceof Object[] given
                && given[0] instanceof HttpRequest request
                && given[1] instanceof HttpResponse.BodyHandler<?> bodies) {
            return new HttpClientCall<>(
                    client,
                    request,
                    (HttpResponse.BodyHandler<Object>) bodies,
                    given.length < 3 ? null : (HttpResponse.PushPromiseHandler<Object>) given[2]);
        }
        return null;
    }

    /** Sends the request as the caller asked for it. */
    CompletableFuture<HttpResponse<T>> sendAsync() {
        return client.sendAsync(request, bodies, pushes);
    }

    @Override
    boolean apply(TargetFault fault, GenericEffect effect) {
        switch (fault.name()) {
            case "status" -> answerWith(MadeUpResponse.of(fault, request, bodies));
            case "timeout" -> {
                Duration wait =
                        request.timeout().orElse(fault.parameter("wait", Duration.class, Duration.ofSeconds(30)));
                if (!effect.injection().awaitNanos(wait.toNanos())) {
                    return false;
                }
                effect.failWith(HttpTimeouts.requestTimedOut());
            }
            // Without a message, and with the same cause, as the client has it.
            case "unreachable" -> effect.failWith(new ConnectException().initCause(new ClosedChannelException()));
            case "garbage-body" -> garble(effect);
            default -> throw new IllegalStateException("fault was " + fault.name() + " at " + JdkPoints.REQUEST);
        }
        return true;
    }

    private void garble(GenericEffect effect) {
        try {
            long seed = (long) (effect.injection().uniform(0) * Long.MAX_VALUE);
            answerWith(client.send(request, Garbage.bodies(bodies, seed)));
        } catch (IOException real) {
            effect.passOn(real);
        } catch (InterruptedException interrupted) {
            // Thrown to the caller, as the client would: it decides about the flag.
            effect.passOn(interrupted);
        }
    }

    @Override
    public @Nullable Object get(AttributeKey key) {
        return HttpAttributes.get(
                key, request.method(), request.uri().getHost(), request.uri().getPath(), request.uri());
    }
}

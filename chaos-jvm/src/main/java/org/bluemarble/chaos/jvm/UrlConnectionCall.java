package org.bluemarble.chaos.jvm;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.TargetFault;
import org.bluemarble.chaos.spi.OpenCall;
import org.bluemarble.chaos.spi.SkippingCall;
import org.jspecify.annotations.Nullable;

/**
 * One request of a {@link HttpURLConnection}: it passes the point when its answer is first asked for, and what came of that
 * stays, since the JDK asks for the stream again and again.
 */
final class UrlConnectionCall extends JdkCall {

    /** What connections that were disturbed have answered; a connection does not say that it equals another. */
    private static final Map<HttpURLConnection, Answer> ANSWERS = Collections.synchronizedMap(new WeakHashMap<>());

    private static final Answer REAL = new Answer(0, null, null);

    private final HttpURLConnection connection;

    private UrlConnectionCall(HttpURLConnection connection) {
        this.connection = connection;
    }

    /**
     * What a connection answers.
     *
     * @param status 0 for the server's own
     */
    private record Answer(
            int status, @Nullable Object stream, @Nullable Throwable failure) {}

    /** At the entry of {@link HttpURLConnection#getInputStream}. */
    static @Nullable OpenCall openStream(@Nullable Object self) {
        if (!(self instanceof HttpURLConnection connection)) {
            return null;
        }
        Answer known = ANSWERS.get(connection);
        if (known != null) {
            return known.equals(REAL) ? null : new Again(known);
        }
        ANSWERS.put(connection, REAL);
        return new UrlConnectionCall(connection).pass(JdkPoints.REQUEST);
    }

    /** At the entry of {@link HttpURLConnection#getResponseCode}, which asks for the stream and then reads headers. */
    static @Nullable OpenCall responseCode(@Nullable Object self) {
        return self instanceof HttpURLConnection connection ? new ResponseCode(connection) : null;
    }

    @Override
    boolean apply(TargetFault fault, GenericEffect effect) {
        switch (fault.name()) {
            case "status" -> status(fault, effect);
            case "timeout" -> {
                if (!waited(fault, effect)) {
                    return false;
                }
                fail(new SocketTimeoutException("Read timed out"), effect);
            }
            case "unreachable" -> fail(new ConnectException("Connection refused"), effect);
            case "garbage-body" -> garble(effect);
            default -> throw new IllegalStateException("fault was " + fault.name() + " at " + JdkPoints.REQUEST);
        }
        return true;
    }

    private void status(TargetFault fault, GenericEffect effect) {
        int code = fault.parameter("code", Long.class, 503L).intValue();
        if (code < 400) {
            byte[] body = fault.parameter("body", String.class, "").getBytes(StandardCharsets.UTF_8);
            keep(new Answer(code, new ByteArrayInputStream(body), null));
            return;
        }
        String url = connection.getURL().toString();
        // As the JDK has it.
        IOException failure = code == HttpURLConnection.HTTP_NOT_FOUND || code == HttpURLConnection.HTTP_GONE
                ? new FileNotFoundException(url)
                : new IOException("Server returned HTTP response code: " + code + " for URL: " + url);
        keep(new Answer(code, null, failure));
        effect.failWith(failure);
    }

    private boolean waited(TargetFault fault, GenericEffect effect) {
        int own = connection.getReadTimeout();
        long nanos = own > 0
                ? TimeUnit.MILLISECONDS.toNanos(own)
                : fault.parameter("wait", Duration.class, Duration.ofSeconds(30))
                        .toNanos();
        return effect.injection().awaitNanos(nanos);
    }

    private void keep(Answer answer) {
        ANSWERS.put(connection, answer);
        answerWith(answer.stream());
    }

    private void fail(IOException failure, GenericEffect effect) {
        keep(new Answer(0, null, failure));
        effect.failWith(failure);
    }

    private void garble(GenericEffect effect) {
        try {
            long seed = (long) (effect.injection().uniform(0) * Long.MAX_VALUE);
            keep(new Answer(0, Garbage.stream(connection.getInputStream(), seed), null));
        } catch (IOException real) {
            effect.passOn(real);
        }
    }

    @Override
    public @Nullable Object get(AttributeKey key) {
        URL url = connection.getURL();
        return HttpAttributes.get(key, connection.getRequestMethod(), url.getHost(), url.getPath(), url);
    }

    /** Asked for its stream once more. */
    private static final class Again extends SkippingCall {

        private final Answer answer;

        Again(Answer answer) {
            this.answer = answer;
        }

        @Override
        public @Nullable Throwable exit(@Nullable Throwable thrown) {
            return answer.failure();
        }

        @Override
        public @Nullable Object result(@Nullable Object returned) {
            return answer.stream();
        }
    }

    /** Asked for the status: it is in no header if no server sent it. */
    private static final class ResponseCode extends OpenCall {

        private final HttpURLConnection connection;

        ResponseCode(HttpURLConnection connection) {
            this.connection = connection;
        }

        private int madeUp() {
            Answer answer = ANSWERS.get(connection);
            return answer == null ? 0 : answer.status();
        }

        @Override
        public @Nullable Throwable exit(@Nullable Throwable thrown) {
            return madeUp() == 0 ? thrown : null;
        }

        @Override
        public @Nullable Object result(@Nullable Object returned) {
            return madeUp() == 0 ? returned : (Object) madeUp();
        }
    }
}

package org.bluemarble.chaos.jvm;

import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.bluemarble.chaos.spi.CallNesting;
import org.bluemarble.chaos.spi.OpenCall;
import org.bluemarble.chaos.spi.SkippingCall;
import org.jspecify.annotations.Nullable;

/**
 * One disturbed asynchronous writing. The caller goes on at once; a thread of {@link Waiting} does the waiting there is, and
 * writes. The end is told as the JDK does: through the future, or to the handler on a thread of the channel's executor.
 */
final class AsyncWrite extends SkippingCall {

    private final FileCall call;
    private final FileWrite.AsyncBuffer write;
    private final AsynchronousFileChannel channel;
    private final Object @Nullable [] handling;
    private final CompletableFuture<Object> answer = new CompletableFuture<>();

    private AsyncWrite(FileCall call, FileWrite.AsyncBuffer write, Object[] arguments) {
        this.call = call;
        this.write = write;
        this.channel = write.channel();
        this.handling = arguments.length == 4 ? new Object[] {arguments[2], arguments[3]} : null;
    }

    /** At the entry of a method {@code write} of an asynchronous channel; the caller never waits. */
    static @Nullable OpenCall enter(@Nullable Object self, @Nullable Object argument) {
        if (!(self instanceof AsynchronousFileChannel channel) || !(argument instanceof Object[] arguments)) {
            return null;
        }
        FileWrite.AsyncBuffer write = FileWrite.AsyncBuffer.of(channel, arguments);
        if (write == null) {
            // The JDK is about to say what is wrong.
            return null;
        }
        FileCall call = FileCall.ofChannel(channel, write);
        return call != null && call.decide(JdkPoints.WRITE) ? new AsyncWrite(call, write, arguments) : null;
    }

    @Override
    public @Nullable Throwable exit(@Nullable Throwable thrown) {
        try {
            Waiting.run(this::write);
        } catch (OutOfMemoryError | RejectedExecutionException noThread) {
            // Late is better than never: who waits for the end would wait for ever.
            write();
        }
        return thrown;
    }

    @Override
    public @Nullable Object result(@Nullable Object returned) {
        return handling == null ? answer : null;
    }

    /** On a thread that may wait. What we write ourselves is not disturbed. */
    private void write() {
        boolean outermost = CallNesting.enter(CallNesting.JDK);
        try {
            if (call.begin()) {
                end(null, null);
            } else {
                end(channel.write(write.buffer(), write.position()).get(), null);
            }
        } catch (ExecutionException failed) {
            end(null, failed.getCause());
        } catch (InterruptedException | RuntimeException | Error refused) {
            end(null, refused);
        } finally {
            if (outermost) {
                CallNesting.exit(CallNesting.JDK);
            }
        }
    }

    private void end(@Nullable Integer written, @Nullable Throwable failure) {
        Throwable seen = call.exit(failure);
        Object value = call.result(written);
        if (handling == null) {
            if (seen == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(seen);
            }
            return;
        }
        tell(() -> tell(value, seen));
    }

    private void tell(Runnable telling) {
        Executor executor = JdkFields.executorOf(channel);
        try {
            if (executor == null) {
                Waiting.run(telling);
            } else {
                executor.execute(telling);
            }
        } catch (RejectedExecutionException closed) {
            // The game has shut its executor down; its handler is told all the same.
            Waiting.run(telling);
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // The channel's own signature has them so; attachments may be null.
    private void tell(@Nullable Object value, @Nullable Throwable seen) {
        CompletionHandler<Object, Object> handler = (CompletionHandler<Object, Object>) handling[1];
        if (seen == null) {
            handler.completed(value, handling[0]);
        } else {
            handler.failed(seen, handling[0]);
        }
    }
}

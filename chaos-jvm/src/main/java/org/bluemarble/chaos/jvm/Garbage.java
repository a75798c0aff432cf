package org.bluemarble.chaos.jvm;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Bodies of which each byte is replaced, so that lengths stay and contents do not. */
final class Garbage {

    private Garbage() {}

    static <T> HttpResponse.BodyHandler<T> bodies(HttpResponse.BodyHandler<T> real, long seed) {
        return info -> new Subscriber<>(real.apply(info), new SplittableRandom(seed));
    }

    static InputStream stream(InputStream real, long seed) {
        return new Stream(real, new SplittableRandom(seed));
    }

    /** Never the byte itself: a short body would now and then arrive whole. */
    private static byte other(byte real, SplittableRandom random) {
        return (byte) (real ^ random.nextInt(1, 256));
    }

    /** Replaces what comes from a server before the caller's own subscriber gets it. */
    private record Subscriber<T>(HttpResponse.BodySubscriber<T> real, SplittableRandom random)
            implements HttpResponse.BodySubscriber<T> {

        @Override
        public CompletionStage<T> getBody() {
            return real.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            real.onSubscribe(subscription);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            real.onNext(buffers.stream().map(this::replaced).toList());
        }

        private ByteBuffer replaced(ByteBuffer buffer) {
            ByteBuffer garbage = ByteBuffer.allocate(buffer.remaining());
            while (buffer.hasRemaining()) {
                garbage.put(other(buffer.get(), random));
            }
            return garbage.flip().asReadOnlyBuffer();
        }

        @Override
        public void onError(Throwable failure) {
            real.onError(failure);
        }

        @Override
        public void onComplete() {
            real.onComplete();
        }
    }

    /** Replaces what is read. */
    private static final class Stream extends FilterInputStream {

        private final SplittableRandom random;

        Stream(InputStream real, SplittableRandom random) {
            super(real);
            this.random = random;
        }

        @Override
        public int read() throws IOException {
            int real = in.read();
            return real < 0 ? real : other((byte) real, random) & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = in.read(into, offset, length);
            for (int i = offset; i < offset + count; i++) {
                into[i] = other(into[i], random);
            }
            return count;
        }
    }
}

package org.bluemarble.chaos.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Players of an {@link EchoServer}, each with so many messages on the way at any time. Thread-safe. */
final class EchoLoad implements AutoCloseable {

    private static final int MESSAGE = 64;

    private final AtomicLong bytes = new AtomicLong();
    private final int pipelined;
    private final Players players;
    private volatile boolean playing;

    EchoLoad(int port, int connections, int pipelined) {
        this.pipelined = pipelined;
        this.players = new Players(port, connections, number -> new Player());
    }

    /** {@return how many messages came back in a second, on the average of so many milliseconds} */
    double play(long millis) throws InterruptedException {
        long before = bytes.get();
        long start = System.nanoTime();
        playing = true;
        for (Channel player : players.channels()) {
            ByteBuf first = player.alloc().buffer(MESSAGE * pipelined);
            player.writeAndFlush(first.writeZero(MESSAGE * pipelined)).sync();
        }
        TimeUnit.MILLISECONDS.sleep(millis);
        double seconds = (System.nanoTime() - start) / 1e9;
        double messages = (bytes.get() - before) / (double) MESSAGE;
        playing = false;
        // What is still on the way comes back before the next server's turn.
        long last = -1;
        while (last != bytes.get()) {
            last = bytes.get();
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return messages / seconds;
    }

    @Override
    public void close() {
        players.close();
    }

    private final class Player extends ChannelInboundHandlerAdapter {
        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // What is lost here is missing in the result.
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf echoed = (ByteBuf) message;
            bytes.addAndGet(echoed.readableBytes());
            if (playing) {
                ctx.write(message);
            } else {
                echoed.release();
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }
    }
}

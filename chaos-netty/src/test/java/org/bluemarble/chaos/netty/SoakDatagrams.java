package org.bluemarble.chaos.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Two sockets that send each other datagrams, both watched. */
final class SoakDatagrams {

    private final SoakBook book;
    private final Channel[] both = new Channel[2];

    SoakDatagrams(Stack stack, EventLoopGroup group, ChaosNetty netty, SoakBook book) {
        this.book = book;
        for (int i = 0; i < both.length; i++) {
            both[i] = open(stack, group, netty, i);
            book.channels.add(both[i]);
        }
        for (Channel one : both) {
            one.eventLoop().execute(new SoakSender(book, one));
        }
    }

    private Channel open(Stack stack, EventLoopGroup group, ChaosNetty netty, int number) {
        return new Bootstrap()
                .group(group)
                .channel(stack.datagram())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline().addLast(netty.handler()).addLast("datagrams", new Ends(number));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    private final class Ends extends ChannelDuplexHandler {
        private final int number;

        Ends(int number) {
            this.number = number;
        }

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            InetSocketAddress other = (InetSocketAddress) both[1 - number].localAddress();
            ctx.write(new DatagramPacket(((SoakMessage) message).frame(ctx.alloc()), other), promise);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object datagram) {
            SoakMessage message = SoakMessage.read(((DatagramPacket) datagram).content());
            ((DatagramPacket) datagram).release();
            if (message == null) {
                book.damaged.increment();
            } else {
                book.came(message);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            book.caught.increment();
        }
    }
}

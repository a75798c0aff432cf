package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** The transports of Netty that the contract is run on. */
enum Stack {
    NIO(NioServerSocketChannel.class, NioSocketChannel.class, NioDatagramChannel.class) {
        @Override
        EventLoopGroup group(int threads) {
            return new NioEventLoopGroup(threads);
        }
    },
    EPOLL(EpollServerSocketChannel.class, EpollSocketChannel.class, EpollDatagramChannel.class) {
        @Override
        EventLoopGroup group(int threads) {
            return new EpollEventLoopGroup(threads);
        }
    };

    final Class<? extends ServerChannel> server;
    final Class<? extends Channel> client;
    final Class<? extends Channel> datagram;

    Stack(Class<? extends ServerChannel> server, Class<? extends Channel> client, Class<? extends Channel> datagram) {
        this.server = server;
        this.client = client;
        this.datagram = datagram;
    }

    abstract EventLoopGroup group(int threads);
}

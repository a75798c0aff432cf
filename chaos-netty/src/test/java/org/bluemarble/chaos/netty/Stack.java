package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The transports of Netty that the contract is run on: those that the version of Netty on the class path has. They are named
 * here, and not imported, because 4.1 has no io_uring.
 */
enum Stack {
    NIO("nio.NioEventLoopGroup", "socket.nio.Nio%s"),
    EPOLL("epoll.EpollEventLoopGroup", "epoll.Epoll%s"),
    IO_URING("uring.IoUringIoHandler", "uring.IoUring%s");

    private static final String PACKAGE = "io.netty.channel.";

    private final String loops;
    private final String channels;

    Stack(String loops, String channels) {
        this.loops = PACKAGE + loops;
        this.channels = PACKAGE + channels;
    }

    /** Those that can be used here; says which cannot. */
    static List<Stack> all() {
        List<Stack> all = new ArrayList<>(List.of(NIO));
        for (Stack one : List.of(EPOLL, IO_URING)) {
            String missing = one.missing();
            if (missing == null) {
                all.add(one);
            } else {
                System.out.println("left out: the contract on " + one + ", since " + missing);
            }
        }
        return all;
    }

    private String missing() {
        String name = this == EPOLL ? "epoll.Epoll" : "uring.IoUring";
        try {
            Class<?> availability = Class.forName(PACKAGE + name);
            if ((boolean) availability.getMethod("isAvailable").invoke(null)) {
                return null;
            }
            return "it is not available: "
                    + availability.getMethod("unavailabilityCause").invoke(null);
        } catch (ReflectiveOperationException absent) {
            return "this Netty has none";
        }
    }

    Class<? extends ServerChannel> server() {
        return type("ServerSocketChannel").asSubclass(ServerChannel.class);
    }

    Class<? extends Channel> client() {
        return type("SocketChannel").asSubclass(Channel.class);
    }

    Class<? extends Channel> datagram() {
        return type("DatagramChannel").asSubclass(Channel.class);
    }

    private Class<?> type(String kind) {
        return load(String.format(channels, kind));
    }

    EventLoopGroup group(int threads) {
        try {
            if (this != IO_URING) {
                return (EventLoopGroup) load(loops).getConstructor(int.class).newInstance(threads);
            }
            Class<?> factory = load(PACKAGE + "IoHandlerFactory");
            return (EventLoopGroup) load(PACKAGE + "MultiThreadIoEventLoopGroup")
                    .getConstructor(int.class, factory)
                    .newInstance(threads, load(loops).getMethod("newFactory").invoke(null));
        } catch (ReflectiveOperationException otherNetty) {
            throw new IllegalStateException(this + " has no group as we know it", otherNetty);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException absent) {
            throw new IllegalStateException(absent);
        }
    }
}

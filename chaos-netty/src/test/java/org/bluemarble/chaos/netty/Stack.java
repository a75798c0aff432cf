package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The transports of Netty that the contract is run on: those that the version of Netty on the class path has. They are named
 * here, and not imported, because 4.1 has no io_uring, and no group of loops that takes any transport.
 */
enum Stack {
    NIO("nio.Nio", "socket.nio.Nio%s"),
    EPOLL("epoll.Epoll", "epoll.Epoll%s"),
    IO_URING("uring.IoUring", "uring.IoUring%s"),
    /** In a group of its own, as every transport of 4.1 has one; 4.2 still has them. */
    NIO_AS_IN_4_1("nio.Nio", "socket.nio.Nio%s"),
    EPOLL_AS_IN_4_1("epoll.Epoll", "epoll.Epoll%s");

    private static final String PACKAGE = "io.netty.channel.";
    private static final String ANY_TRANSPORT = PACKAGE + "MultiThreadIoEventLoopGroup";

    private final String loops;
    private final String channels;

    Stack(String loops, String channels) {
        this.loops = PACKAGE + loops;
        this.channels = PACKAGE + channels;
    }

    /** Those that can be used here, in the group that this Netty recommends for them; says which cannot. */
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

    /** These, and in 4.2 also those in the groups of 4.1. */
    static List<Stack> inEveryGroup() {
        List<Stack> every = all();
        if (hasOneGroupForAll()) {
            every.add(NIO_AS_IN_4_1);
            if (every.contains(EPOLL)) {
                every.add(EPOLL_AS_IN_4_1);
            }
        }
        return every;
    }

    private static boolean hasOneGroupForAll() {
        try {
            Class.forName(ANY_TRANSPORT);
            return true;
        } catch (ClassNotFoundException ofNetty41) {
            return false;
        }
    }

    private String missing() {
        try {
            Class<?> availability = Class.forName(loops);
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
        boolean ofItsOwn = this == NIO_AS_IN_4_1 || this == EPOLL_AS_IN_4_1 || !hasOneGroupForAll();
        try {
            if (ofItsOwn) {
                return (EventLoopGroup)
                        load(loops + "EventLoopGroup").getConstructor(int.class).newInstance(threads);
            }
            Object handlers = load(loops + "IoHandler").getMethod("newFactory").invoke(null);
            return (EventLoopGroup) load(ANY_TRANSPORT)
                    .getConstructor(int.class, load(PACKAGE + "IoHandlerFactory"))
                    .newInstance(threads, handlers);
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

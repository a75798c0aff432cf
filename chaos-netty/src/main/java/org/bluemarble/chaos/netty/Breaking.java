package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Breaks connections for good, and knows what each transport throws when one breaks by itself. */
final class Breaking {

    // Not spelled out: a library may carry Netty under another name.
    private static final String PACKAGE = Channel.class.getPackageName();

    private static final Set<Transport> NATIVE = Set.of(Transport.EPOLL, Transport.KQUEUE, Transport.IO_URING);

    private Breaking() {}

    /**
     * Has the connection end in an RST, whoever closes it. To be called before the game server learns of the failure: many
     * close their channel in that very call, and a closed socket takes no option any more.
     */
    static void prepareReset(Channel channel) {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
    }

    /** Sends a real RST: what is not sent yet is thrown away. */
    static void reset(Channel channel) {
        prepareReset(channel);
        channel.unsafe().close(channel.voidPromise());
    }

    /** Sends a FIN, as the channel's own close does, without asking the game server's handlers. */
    static void close(Channel channel) {
        channel.unsafe().close(channel.voidPromise());
    }

    /** What reading gives after the other side sent an RST. */
    static Throwable readAfterReset(Wire wire) {
        return switch (wire.transport()) {
            case NIO -> new SocketException("Connection reset");
            case IO_URING -> reset(wire, "io_uring read");
            default -> reset(wire, "recvAddress");
        };
    }

    private static Throwable reset(Wire wire, String call) {
        return nativeError(wire.channel(), call, "ERRNO_ECONNRESET_NEGATIVE", "Connection reset by peer");
    }

    /** What writing gives after the other side sent an RST. */
    static Throwable writeAfterReset(Wire wire) {
        return switch (wire.transport()) {
            case NIO -> new IOException("Broken pipe");
            case IO_URING -> brokenPipe(wire, "io_uring write");
            default -> brokenPipe(wire, "writevAddresses");
        };
    }

    private static Throwable brokenPipe(Wire wire, String call) {
        return nativeError(wire.channel(), call, "ERRNO_EPIPE_NEGATIVE", "Broken pipe");
    }

    /** What connecting gives where nobody listens. */
    static Throwable refused(Wire wire, SocketAddress remote) {
        return switch (wire.transport()) {
            case NIO -> annotated(wire.channel(), new ConnectException("Connection refused"), remote);
            // Without the address, which this transport does not add.
            case IO_URING -> refused(wire, "io_uring connect");
            default -> annotated(wire.channel(), refused(wire, "finishConnect"), remote);
        };
    }

    private static ConnectException refused(Wire wire, String call) {
        return new ConnectException(
                nativeError(wire.channel(), call, "ERROR_ECONNREFUSED_NEGATIVE", "Connection refused")
                        .getMessage());
    }

    static Throwable timedOut(SocketAddress remote, long millis) {
        return new ConnectTimeoutException("connection timed out after " + millis + " ms: " + remote);
    }

    /** Netty's own subclass, which adds the address to the message; it is not public. */
    private static Throwable annotated(Channel channel, Throwable cause, SocketAddress remote) {
        try {
            ClassLoader loader = channel.getClass().getClassLoader();
            Class<?> type = Class.forName(PACKAGE + ".AbstractChannel$AnnotatedConnectException", true, loader);
            Constructor<?> constructor = type.getDeclaredConstructor(ConnectException.class, SocketAddress.class);
            constructor.setAccessible(true);
            return (Throwable) constructor.newInstance(cause, remote);
        } catch (ReflectiveOperationException | RuntimeException anotherNetty) {
            ConnectException plain = new ConnectException(cause.getMessage() + ": " + remote);
            plain.initCause(cause);
            return plain;
        }
    }

    /** What the native transports throw, if they are there. */
    private static Throwable nativeError(Channel channel, String call, String number, String fallback) {
        if (!NATIVE.contains(Transport.of(channel.getClass()))) {
            // Not even asked for: the class of errors that is touched before its native library is there stays broken.
            return new IOException(fallback);
        }
        Throwable made = null;
        try {
            Class<?> errors = Class.forName(
                    PACKAGE + ".unix.Errors", true, channel.getClass().getClassLoader());
            int code = errors.getField(number).getInt(null);
            made = (Throwable)
                    errors.getMethod("newIOException", String.class, int.class).invoke(null, call, code);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError anotherTransport) {
            return new IOException(fallback);
        }
        return made == null ? new IOException(fallback) : made;
    }

    /** Whether Netty closes a channel after this failure of a read or a write. */
    static boolean closesChannel(Channel channel, @Nullable Throwable failure) {
        return failure instanceof IOException && channel.config().isAutoClose();
    }
}

package org.bluemarble.chaos.agent.jdk;

import java.util.ArrayList;
import java.util.List;
import org.bluemarble.chaos.agent.weave.ClassWeave;
import org.bluemarble.chaos.agent.weave.Library;
import org.bluemarble.chaos.agent.weave.MethodName;
import org.bluemarble.chaos.agent.weave.MethodWeave;
import org.bluemarble.chaos.agent.weave.PackageOpener;
import org.bluemarble.chaos.agent.weave.Watch;
import org.bluemarble.chaos.jvm.JdkOperation;

/** The JDK's methods, as 17 and 25 declare them alike. */
public final class JdkWeaves {

    private static final Library JDK = new Library("jdk", "17");
    /** Classes that no program names. */
    private static final Library INTERNAL = new Library("jdk-internal", "17");

    private static final String REQUEST = "Ljava/net/http/HttpRequest;Ljava/net/http/HttpResponse$BodyHandler;";

    private JdkWeaves() {}

    /**
     * Returns the classes to weave while one of their points is armed.
     *
     * @param opener opens the JDK's packages to those who handle its calls
     */
    public static List<ClassWeave> all(PackageOpener opener) {
        JdkOperation.open(opener::open);
        List<ClassWeave> weaves = new ArrayList<>();
        // Every way to an address by name ends here, a socket's as well.
        weaves.add(new ClassWeave(
                JDK,
                "java.net.InetAddress",
                List.of(method(
                        "getAllByName", "(Ljava/lang/String;)[Ljava/net/InetAddress;", 0, JdkOperation.RESOLVE))));
        for (String type : List.of("java.io.FileOutputStream", "java.io.RandomAccessFile")) {
            weaves.add(new ClassWeave(JDK, type, List.of(write("(I)V"), write("([B)V"), write("([BII)V"))));
        }
        // Files.write and whatever else is made of java.nio.file, and channels of the two above.
        weaves.add(new ClassWeave(
                INTERNAL,
                "sun.nio.ch.FileChannelImpl",
                List.of(
                        write("(Ljava/nio/ByteBuffer;)I"),
                        write("(Ljava/nio/ByteBuffer;J)I"),
                        write("([Ljava/nio/ByteBuffer;II)J"),
                        method(
                                "map",
                                "(Ljava/nio/channels/FileChannel$MapMode;JJ)Ljava/nio/MappedByteBuffer;",
                                MethodWeave.NO_ARGUMENT,
                                JdkOperation.MAP),
                        new MethodWeave(
                                new MethodName(
                                        "map",
                                        "(Ljava/nio/channels/FileChannel$MapMode;JJLjava/lang/foreign/Arena;)"
                                                + "Ljava/lang/foreign/MemorySegment;"),
                                // Since 22.
                                MethodWeave.Presence.OPTIONAL,
                                MethodWeave.NO_ARGUMENT,
                                JdkOperation.MAP.points(),
                                () -> watch(JdkOperation.MAP)),
                        method("force", "(Z)V", MethodWeave.NO_ARGUMENT, JdkOperation.FORCE))));
        // The one without parameters calls it.
        weaves.add(new ClassWeave(
                JDK,
                "java.nio.MappedByteBuffer",
                List.of(method(
                        "force", "(II)Ljava/nio/MappedByteBuffer;", MethodWeave.NO_ARGUMENT, JdkOperation.FORCE))));
        // What the channels of every system have in common.
        weaves.add(new ClassWeave(
                INTERNAL,
                "sun.nio.ch.AsynchronousFileChannelImpl",
                List.of(
                        writeAsync("(Ljava/nio/ByteBuffer;J)Ljava/util/concurrent/Future;"),
                        writeAsync(
                                "(Ljava/nio/ByteBuffer;JLjava/lang/Object;Ljava/nio/channels/CompletionHandler;)V"))));
        weaves.add(new ClassWeave(
                INTERNAL,
                "jdk.internal.net.http.HttpClientImpl",
                List.of(
                        method(
                                "send",
                                "(" + REQUEST + ")Ljava/net/http/HttpResponse;",
                                MethodWeave.ALL_ARGUMENTS,
                                JdkOperation.SEND),
                        // The one with two parameters calls it.
                        method(
                                "sendAsync",
                                "(" + REQUEST + "Ljava/net/http/HttpResponse$PushPromiseHandler;)"
                                        + "Ljava/util/concurrent/CompletableFuture;",
                                MethodWeave.ALL_ARGUMENTS,
                                JdkOperation.SEND_ASYNC))));
        // Connections by https hold one of these.
        weaves.add(new ClassWeave(
                INTERNAL,
                "sun.net.www.protocol.http.HttpURLConnection",
                List.of(method(
                        "getInputStream",
                        "()Ljava/io/InputStream;",
                        MethodWeave.NO_ARGUMENT,
                        JdkOperation.OPEN_STREAM))));
        weaves.add(new ClassWeave(
                JDK,
                "java.net.HttpURLConnection",
                List.of(method("getResponseCode", "()I", MethodWeave.NO_ARGUMENT, JdkOperation.RESPONSE_CODE))));
        return weaves;
    }

    private static MethodWeave write(String descriptor) {
        return method("write", descriptor, MethodWeave.ALL_ARGUMENTS, JdkOperation.WRITE);
    }

    private static MethodWeave writeAsync(String descriptor) {
        return method("write", descriptor, MethodWeave.ALL_ARGUMENTS, JdkOperation.WRITE_ASYNC);
    }

    private static MethodWeave method(String name, String descriptor, int argument, JdkOperation operation) {
        return new MethodWeave(
                new MethodName(name, descriptor),
                MethodWeave.Presence.REQUIRED,
                argument,
                operation.points(),
                () -> watch(operation));
    }

    private static Watch watch(JdkOperation operation) {
        return new Watch(operation.points(), operation.handler());
    }
}

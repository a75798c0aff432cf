package org.bluemarble.chaos.jvm;

import java.util.List;
import java.util.function.Consumer;
import org.bluemarble.chaos.spi.CallHandler;
import org.bluemarble.chaos.spi.CallNesting;
import org.bluemarble.chaos.spi.OpenCall;
import org.jspecify.annotations.Nullable;

/**
 * What the agent does at the entry of each woven method of the JDK. Internal: public only because the agent needs it. The
 * constants say which argument the handler is given.
 */
public enum JdkOperation {
    /** {@link java.net.InetAddress#getAllByName}; the first argument. */
    RESOLVE("dns.resolve", (self, argument) -> ResolveCall.enter(argument)),
    /** A method {@code write} of a file's stream, random-access file or channel; all arguments. */
    WRITE("file.write", FileCall::enter),
    /** A method {@code write} of an asynchronous channel of a file; all arguments. */
    WRITE_ASYNC("file.write", AsyncWrite::enter),
    /** {@link java.nio.channels.FileChannel#map}; no argument. */
    MAP("file.map", (self, argument) -> FileMemoryCall.map(self)),
    /** {@code force} of a file's channel or a mapped buffer; no argument. */
    FORCE("file.force", (self, argument) -> FileMemoryCall.force(self)),
    /** {@link java.net.http.HttpClient#send}; all arguments. */
    SEND("http.request", HttpClientCall::send),
    /** The {@code sendAsync} with three parameters, which the other one calls; all arguments. */
    SEND_ASYNC("http.request", HttpClientCall::sendAsync),
    /** {@link java.net.HttpURLConnection#getInputStream}; no argument. */
    OPEN_STREAM("http.request", (self, argument) -> UrlConnectionCall.openStream(self)),
    /** {@link java.net.HttpURLConnection#getResponseCode}; no argument. */
    RESPONSE_CODE("http.request", (self, argument) -> UrlConnectionCall.responseCode(self));

    private final String point;

    // A function without state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final CallHandler entry;

    JdkOperation(String point, CallHandler entry) {
        this.point = point;
        this.entry = entry;
    }

    /** {@return the names of the points that its calls pass} */
    public List<String> points() {
        return List.of(point);
    }

    /** {@return what is done at the method's entry; thread-safe} */
    public CallHandler handler() {
        return this::enter;
    }

    private @Nullable OpenCall enter(@Nullable Object self, @Nullable Object argument) {
        // Deciding and waiting may load classes, look up names and write files: that is ours and passes nothing. Nor is
        // anything of the JVM's own management to be disturbed, by which rules are disarmed.
        if (ManagementThreads.isCurrent() || !CallNesting.enter(CallNesting.JDK)) {
            return null;
        }
        try {
            return entry.enter(self, argument);
        } finally {
            CallNesting.exit(CallNesting.JDK);
        }
    }

    /** Says how the JDK's packages are opened to this module. Called once by the agent, before the first call. */
    public static void open(Consumer<Class<?>> opener) {
        JdkFields.openedBy(opener);
    }
}

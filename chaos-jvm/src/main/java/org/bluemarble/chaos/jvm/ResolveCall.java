package org.bluemarble.chaos.jvm;

import java.net.UnknownHostException;
import java.util.Locale;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.TargetFault;
import org.bluemarble.chaos.spi.OpenCall;
import org.jspecify.annotations.Nullable;

/** One look-up of a host's addresses. */
final class ResolveCall extends JdkCall {

    private final String host;

    private ResolveCall(String host) {
        this.host = host;
    }

    /** At the entry of {@link java.net.InetAddress#getAllByName}. */
    static @Nullable OpenCall enter(@Nullable Object argument) {
        return argument instanceof String host && needsLookUp(host)
                ? new ResolveCall(host).pass(JdkPoints.RESOLVE)
                : null;
    }

    /** An address in digits, and the empty name of this machine, are known without asking. */
    private static boolean needsLookUp(String host) {
        return host.indexOf(':') < 0 && host.chars().anyMatch(c -> c != '.' && (c < '0' || c > '9'));
    }

    @Override
    boolean apply(TargetFault fault, GenericEffect effect) {
        // As the JDK puts it on Linux: the name, and what the system's resolver said.
        boolean temporary = fault.parameter("reason", String.class, "unknown").equals("temporary");
        String reason = temporary ? "Temporary failure in name resolution" : "Name or service not known";
        effect.failWith(new UnknownHostException(host + ": " + reason));
        return true;
    }

    @Override
    public @Nullable Object get(AttributeKey key) {
        return key == JdkPoints.HOST ? host.toLowerCase(Locale.ROOT) : null;
    }
}

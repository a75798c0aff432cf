package org.bluemarble.chaos.netty;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rules can ask of an address. Texts are made when they are first asked for, once for each connection. */
final class Endpoint {

    /** What is known of a channel that is not connected, or whose transport has other addresses. */
    static final Endpoint NONE = new Endpoint(null);

    private final @Nullable InetSocketAddress address;
    private @Nullable String host;
    private @Nullable String text;
    private @Nullable List<String> networks;

    private Endpoint(@Nullable InetSocketAddress address) {
        this.address = address;
    }

    static Endpoint of(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress inet ? new Endpoint(inet) : NONE;
    }

    /** The address in digits; null if there is none. No name is ever looked up. */
    @Nullable
    String host() {
        if (host == null && address != null) {
            InetAddress resolved = address.getAddress();
            host = resolved == null ? address.getHostString() : resolved.getHostAddress();
        }
        return host;
    }

    /** Or {@link Long#MIN_VALUE} if there is none. */
    long port() {
        return address == null ? Long.MIN_VALUE : address.getPort();
    }

    @Nullable
    String text() {
        if (text == null && address != null) {
            String digits = String.valueOf(host());
            text = (digits.indexOf(':') < 0 ? digits : '[' + digits + ']') + ':' + address.getPort();
        }
        return text;
    }

    /** Every network that has the address, from the smallest to the largest. */
    List<String> networks() {
        List<String> known = networks;
        if (known == null) {
            known = address == null || address.getAddress() == null
                    ? List.of()
                    : networksOf(address.getAddress().getAddress());
            networks = known;
        }
        return known;
    }

    private static List<String> networksOf(byte[] address) {
        List<String> all = new ArrayList<>();
        for (int bits = address.length * 8; bits >= 0; bits--) {
            all.add(new Network(address, bits).toString());
        }
        return List.copyOf(all);
    }

    /** {@return the address's bytes; null if there are none} */
    byte @Nullable [] bytes() {
        return address == null || address.getAddress() == null
                ? null
                : address.getAddress().getAddress();
    }
}

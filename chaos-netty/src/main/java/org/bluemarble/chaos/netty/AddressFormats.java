package org.bluemarble.chaos.netty;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.bluemarble.chaos.AttributeFormat;
import org.jspecify.annotations.Nullable;

/**
 * How addresses are written in rules: as {@link Endpoint} writes those of calls, since the texts are compared. A rule that
 * writes one in another way is refused with the right one, because it would never act.
 */
final class AddressFormats {

    static final long LAST_PORT = 65_535;

    /** What looks like an address in digits, and then must be one. */
    private static final Pattern DIGITS = Pattern.compile("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    /** Of a channel that connects through a proxy, which looks the name up. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}0-9_]([\\p{L}0-9_.-]{0,252})");

    /** As {@link Endpoint#text()} writes it. */
    static final AttributeFormat REMOTE = AttributeFormat.of("10.1.2.3:7000", AddressFormats::ofRemote);

    /** As {@link Endpoint#host()} writes it. */
    static final AttributeFormat HOST = AttributeFormat.of("10.1.2.3", AddressFormats::ofHost);

    /** As {@link Endpoint#networks()} writes them. */
    static final AttributeFormat NETWORK = AttributeFormat.of("10.1.0.0/16", AddressFormats::ofNetwork);

    /** As {@link AddressGroup} is named. */
    static final AttributeFormat GROUP = AttributeFormat.of(
            "shard-b",
            text -> AddressGroup.isName(text)
                    ? null
                    : "but must be lower-case letters, digits and hyphens, as groups are named");

    private AddressFormats() {}

    private static @Nullable String ofRemote(String text) {
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[") && colon > 0 && text.charAt(colon - 1) == ']';
        String host = bracketed ? text.substring(1, colon - 1) : text.substring(0, Math.max(0, colon));
        String port = text.substring(colon + 1);
        if (host.isEmpty() || (host.indexOf(':') >= 0 && !bracketed)) {
            return "but must be an address and a port, for example 10.1.2.3:7000 or [0:0:0:0:0:0:0:1]:7000";
        }
        if (!port.matches("0|[1-9][0-9]{0,4}") || Integer.parseInt(port) > LAST_PORT) {
            return "but must have a port from 0 to " + LAST_PORT + " behind the colon";
        }
        String problem = ofHost(host);
        String right = canonical(host);
        return problem == null || right == null
                ? problem
                : writeInstead((right.indexOf(':') < 0 ? right : '[' + right + ']') + ':' + port);
    }

    private static @Nullable String ofHost(String text) {
        int zone = text.indexOf('%');
        String digits = zone < 0 ? text : text.substring(0, zone);
        if (!DIGITS.matcher(digits).matches()) {
            return NAME.matcher(text).matches()
                    ? null
                    : "but must be one address, for example 10.1.2.3; its port, and networks, have attributes of their own";
        }
        String right = canonical(digits);
        if (right == null) {
            return "but must be one address in digits, for example 10.1.2.3; its port, and networks, have attributes of"
                    + " their own";
        }
        return right.equals(digits) ? null : writeInstead(right + text.substring(digits.length()));
    }

    private static @Nullable String ofNetwork(String text) {
        try {
            String right = Network.parse(text).toString();
            return right.equals(text) ? null : writeInstead(right);
        } catch (IllegalArgumentException wrong) {
            return "but " + wrong.getMessage();
        }
    }

    private static String writeInstead(String right) {
        return "but must be written as addresses of calls are, with which it is compared; write " + right;
    }

    /** Null if it is no address in digits. */
    private static @Nullable String canonical(String text) {
        int zone = text.indexOf('%');
        String digits = zone < 0 ? text : text.substring(0, zone);
        if (!Network.isInDigits(digits)) {
            return null;
        }
        try {
            // No name is looked up.
            return InetAddress.getByName(digits).getHostAddress() + (zone < 0 ? "" : text.substring(zone));
        } catch (UnknownHostException malformed) {
            return null;
        }
    }
}

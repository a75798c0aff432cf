package org.bluemarble.chaos.netty;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A network in CIDR notation, such as {@code 10.1.0.0/16}. Immutable. */
final class Network {

    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

    // Bytes within their range, since the JDK would ask its resolver for a host of the name 300.1.1.1.
    private static final Pattern DIGITS = Pattern.compile(BYTE + "(\\." + BYTE + "){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final byte[] prefix;
    private final int bits;

    /**
     * The network of an address.
     *
     * @param address 4 or 16 bytes, of which those behind {@code bits} do not count
     */
    Network(byte[] address, int bits) {
        this.prefix = masked(address, bits);
        this.bits = bits;
    }

    /**
     * Reads a network, or one address.
     *
     * @throws IllegalArgumentException if the text is neither; the message is the end of a sentence
     */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        if (!isInDigits(host)) {
            throw new IllegalArgumentException("must be an address in digits or a network, for example 10.1.0.0/16");
        }
        byte[] address;
        try {
            // Digits alone: no name is looked up.
            address = InetAddress.getByName(host).getAddress();
        } catch (UnknownHostException malformed) {
            throw new IllegalArgumentException(
                    "must be an address in digits or a network, for example 10.1.0.0/16", malformed);
        }
        int most = address.length * 8;
        int bits = slash < 0 ? most : bits(text.substring(slash + 1), most);
        Network network = new Network(address, bits);
        if (!Arrays.equals(network.prefix, address)) {
            throw new IllegalArgumentException("must have no bits behind its first " + bits + "; write " + network);
        }
        return network;
    }

    /** Whether a text has the look of an address in digits, so that nobody is asked for a name. */
    static boolean isInDigits(String text) {
        return DIGITS.matcher(text).matches();
    }

    private static int bits(String text, int most) {
        int bits = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("must have 0 to " + most + " bits behind the slash");
        }
        return bits;
    }

    boolean has(byte[] address) {
        return address.length == prefix.length && Arrays.equals(masked(address, bits), prefix);
    }

    private static byte[] masked(byte[] address, int bits) {
        byte[] masked = new byte[address.length];
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.max(0, Math.min(8, bits - 8 * i));
            masked[i] = (byte) (address[i] & (0xFF << (8 - kept)));
        }
        return masked;
    }

    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(prefix).getHostAddress() + '/' + bits;
        } catch (UnknownHostException impossible) {
            throw new AssertionError("an address had " + prefix.length + " bytes", impossible);
        }
    }
}

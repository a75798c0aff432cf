package org.bluemarble.chaos.netty;

import java.util.ArrayList;
import java.util.List;

/**
 * A named group of addresses: what rules select with {@code group=shard-b}. Immutable.
 *
 * @param name as rules spell it
 * @param members addresses, networks or either with a port; a port alone stands for every address
 */
record AddressGroup(String name, List<Member> members) {

    /** One member; {@code port} is -1 for any. */
    record Member(List<Network> networks, int port) {
        boolean has(byte[] address, long onPort) {
            return (port < 0 || port == onPort)
                    && (networks.isEmpty() || networks.stream().anyMatch(network -> network.has(address)));
        }
    }

    static boolean isName(String text) {
        return text.matches("[a-z0-9][a-z0-9-]{0,63}");
    }

    /**
     * Reads a group.
     *
     * @throws IllegalArgumentException naming every member that is none
     */
    static AddressGroup of(String name, List<String> texts) {
        List<Member> members = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        if (!isName(name)) {
            problems.add("group was '" + name + "' but must be lower-case letters, digits and hyphens");
        }
        for (String text : texts) {
            try {
                members.add(member(text));
            } catch (IllegalArgumentException wrong) {
                problems.add("member of group " + name + " was '" + text + "' but " + wrong.getMessage());
            }
        }
        if (texts.isEmpty()) {
            problems.add(
                    "group " + name + " was empty but must have a member, for example 10.1.0.0/16 or 10.1.2.3:7000");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new AddressGroup(name, List.copyOf(members));
    }

    /**
     * Reads one member.
     *
     * @throws IllegalArgumentException if the text is none; the message is the end of a sentence
     */
    static Member member(String text) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon >= 0 && (text.indexOf(':') == colon || text.charAt(Math.max(0, colon - 1)) == ']');
        String host = hasPort ? text.substring(0, colon) : text;
        int port = hasPort ? port(text.substring(colon + 1)) : -1;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        boolean anywhere = hasPort && (host.isEmpty() || host.equals("*"));
        return new Member(anywhere ? List.of() : List.of(Network.parse(host)), port);
    }

    private static int port(String text) {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("must have a port from 0 to 65535 behind the colon");
        }
        return port;
    }

    boolean has(Endpoint endpoint) {
        byte[] address = endpoint.bytes();
        return address != null && members.stream().anyMatch(member -> member.has(address, endpoint.port()));
    }
}

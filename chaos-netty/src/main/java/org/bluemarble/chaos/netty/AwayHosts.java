package org.bluemarble.chaos.netty;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Hosts whose connections broke and that are not to get in again yet, at the address of the server that they were connected
 * to: its other ports, and other servers of this JVM, know nothing of it. Who comes cannot be told where a connection is
 * accepted, and many players may share a host; so what is counted is how many of a host's are still away. While some are, a
 * host gets in as often as others of it have come back, and not more. Thread-safe.
 */
final class AwayHosts {

    /** As players take to come back, unless a rule says otherwise. */
    static final Duration SHORTEST = Duration.ofSeconds(5);

    static final Duration LONGEST = Duration.ofSeconds(30);

    /** A host as a server sees it. By the server's address, since one port may be served by several channels. */
    private record Visitor(SocketAddress server, String host) {}

    /** What is known of a host some of whose connections are away. */
    private static final class Known {
        private int away;
        private int back;
    }

    private final Map<Visitor, Known> visitors = new HashMap<>();

    /** How long one stays away, evenly between the two; {@code chance} from 0 up to 1. */
    static long nanosAway(Duration from, Duration to, double chance) {
        return from.toNanos() + (long) (chance * (to.toNanos() - from.toNanos()));
    }

    /** A connection of this host to this server broke. */
    synchronized void leave(SocketAddress server, String host) {
        visitors.computeIfAbsent(new Visitor(server, host), unused -> new Known()).away++;
    }

    /** One that broke may come back. */
    synchronized void mayReturn(SocketAddress server, String host) {
        visitors.computeIfPresent(new Visitor(server, host), (same, known) -> {
            known.away--;
            known.back++;
            // Nobody of it is away any more, so there is nobody left to refuse.
            return known.away <= 0 ? null : known;
        });
    }

    /** {@return whether anybody is away from anywhere} */
    synchronized boolean isEmpty() {
        return visitors.isEmpty();
    }

    /** A connection from this host has come to this server; true if it is to be refused. */
    synchronized boolean refuses(SocketAddress server, String host) {
        Known known = visitors.isEmpty() ? null : visitors.get(new Visitor(server, host));
        if (known == null) {
            return false;
        }
        if (known.back == 0) {
            return true;
        }
        known.back--;
        return false;
    }
}

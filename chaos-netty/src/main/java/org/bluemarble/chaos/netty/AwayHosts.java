package org.bluemarble.chaos.netty;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Hosts whose connections broke and that are not to get in again yet. Who comes cannot be told where a connection is
 * accepted, and many players may share a host; so what is counted is how many of a host's are still away. While some are, a
 * host gets in as often as others of it have come back, and not more. Thread-safe.
 */
final class AwayHosts {

    /** As players take to come back, unless a rule says otherwise. */
    static final Duration SHORTEST = Duration.ofSeconds(5);

    static final Duration LONGEST = Duration.ofSeconds(30);

    /** What is known of a host some of whose connections are away. */
    private static final class Host {
        private int away;
        private int back;
    }

    private final Map<String, Host> hosts = new HashMap<>();

    /** How long one stays away, evenly between the two; {@code chance} from 0 up to 1. */
    static long nanosAway(Duration from, Duration to, double chance) {
        return from.toNanos() + (long) (chance * (to.toNanos() - from.toNanos()));
    }

    /** A connection of this host broke. */
    synchronized void leave(String host) {
        hosts.computeIfAbsent(host, unused -> new Host()).away++;
    }

    /** One that broke may come back. */
    synchronized void mayReturn(String host) {
        hosts.computeIfPresent(host, (same, known) -> {
            known.away--;
            known.back++;
            // Nobody of it is away any more, so there is nobody left to refuse.
            return known.away <= 0 ? null : known;
        });
    }

    /** A connection from this host has come; true if it is to be refused. */
    synchronized boolean refuses(String host) {
        Host known = hosts.get(host);
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

package org.bluemarble.sample.game.link;

import java.net.InetSocketAddress;

/**
 * Where the two ends of a link are.
 *
 * @param shard this shard's name
 * @param port where it listens for its peer, on the loopback address, 0 to 65535; 0 takes any free one
 * @param peer the other shard's name
 * @param peerAddress where the other shard listens
 */
public record LinkSettings(String shard, int port, String peer, InetSocketAddress peerAddress) {
    /**
     * Checks the names and the port.
     *
     * @throws IllegalArgumentException if both shards have one name, or the port is out of range
     */
    public LinkSettings {
        if (shard.equals(peer)) {
            throw new IllegalArgumentException("--peer was '" + peer + "' but must be another shard than --shard");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "--link-port was " + port + " but must lie between 0 and 65535; 0 takes any free one");
        }
    }
}

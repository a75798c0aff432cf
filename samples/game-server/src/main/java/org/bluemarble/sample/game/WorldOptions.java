package org.bluemarble.sample.game;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bluemarble.sample.game.economy.WorldRole;
import org.bluemarble.sample.game.link.LinkSettings;
import org.bluemarble.sample.game.server.WorldSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a shard that is part of a world of two. */
final class WorldOptions {
    private static final Pattern PEER = Pattern.compile("([a-z0-9-]{1,16})@([^:@]+):([0-9]{1,5})");

    @Option(
            names = "--shard",
            paramLabel = "NAME",
            description = "name of this shard in a world of two (default: it stands alone)")
    private @Nullable String shard;

    @Option(
            names = "--link-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "where it listens for the other shard on 127.0.0.1; 0 takes any free one")
    private int linkPort;

    @Option(
            names = "--peer",
            paramLabel = "NAME@HOST:PORT",
            description = "the other shard and its link port; must be given beside --shard")
    private @Nullable String peer;

    @Option(
            names = "--boss-every",
            paramLabel = "MILLIS",
            defaultValue = "0",
            description = "this shard looks so often whether a world boss should come; 0 leaves that to the other")
    private long bossEveryMillis;

    @Option(
            names = "--boss-hit-points",
            paramLabel = "N",
            defaultValue = "200",
            description = "damage that a boss takes, 10 a hit (default: ${DEFAULT-VALUE})")
    private int bossHitPoints;

    /**
     * {@return the world, or null if the shard stands alone}
     *
     * @throws IllegalArgumentException if an option is missing or out of range
     */
    @Nullable
    WorldSettings settings() {
        if (shard == null) {
            return null;
        }
        Matcher parts = PEER.matcher(peer == null ? "" : peer);
        if (!parts.matches()) {
            throw new IllegalArgumentException("--peer was '" + (peer == null ? "" : peer)
                    + "' but must read like west@127.0.0.1:7001 beside --shard");
        }
        LinkSettings link = new LinkSettings(
                shard,
                linkPort,
                parts.group(1),
                new InetSocketAddress(parts.group(2), Integer.parseInt(parts.group(3))));
        WorldRole role = new WorldRole(shard, parts.group(1), bossEveryMillis > 0, bossHitPoints, WorldSettings.REWARD);
        return new WorldSettings(link, role, Duration.ofMillis(bossEveryMillis));
    }
}

package org.bluemarble.sample.demo.plan;

import java.util.List;
import java.util.Set;
import org.bluemarble.sample.demo.result.VerdictWord;
import org.bluemarble.sample.demo.result.WorldCheck;
import org.bluemarble.sample.game.economy.ServerKind;

/**
 * What is done to the link between two shards, or to their players, in the order in which it is played.
 *
 * <p>A line between the shards is known by its port: {@code remote-port} on the side that dialled, {@code local-port} on the
 * side that was called.
 */
public enum WorldExperiment {
    /** Slow and in order: everybody survives that. */
    LATENCY("latency", "200 ms between the shards, each way", Kind.WHILE_BOSSES_COME) {
        @Override
        public List<String> rules(Place place, int ownPort, int peerPort) {
            return List.of(
                    "slow-calls: netty.write[remote-port=" + peerPort + "] latency 200ms ttl=5m",
                    "slow-answers: netty.write[local-port=" + ownPort + "] latency 200ms ttl=5m");
        }
    },
    /** Whoever does what arrives does it twice. */
    DUPLICATES("duplicates", "every message between the shards comes twice", Kind.WHILE_BOSSES_COME) {
        @Override
        public List<String> rules(Place place, int ownPort, int peerPort) {
            return place == Place.EAST
                    ? List.of(twice("hits", "BossHurt"))
                    : List.of(
                            twice("bosses", "BossSpawned"), twice("rewards", "RewardDue"), twice("ends", "BossSlain"));
        }
    },
    /** A boss's end overtakes its coming: whoever does things as they arrive has a boss that nobody can kill any more. */
    REORDER("reorder", "messages between the shards overtake each other", Kind.WHILE_BOSSES_COME) {
        @Override
        public List<String> rules(Place place, int ownPort, int peerPort) {
            return place == Place.EAST
                    // Less than a second: then the correct server sends again what has not arrived.
                    ? List.of("late-hits: netty.inbound[message=BossHurt,handler=shard-link] reorder behind=2"
                            + " within=800ms ttl=5m")
                    : List.of(
                            // By then the boss has long been slain by those who know of it.
                            "late-bosses: netty.inbound[message=BossSpawned,handler=shard-link] reorder behind=14"
                                    + " within=1m every=2 ttl=5m",
                            "late-rewards: netty.inbound[message=RewardDue,handler=shard-link] reorder behind=3"
                                    + " within=300ms ttl=5m");
        }
    },
    /** Everybody at the door at once. */
    STORM("connection-storm", "three quarters of all connections break, and get in again after 2 to 5 s", Kind.STORM) {
        @Override
        public List<String> rules(Place place, int ownPort, int peerPort) {
            return List.of("incident:connection-storm share=75% earliest=2s latest=5s");
        }
    },
    /** Neither hears the other. */
    PARTITION("partition", "nothing passes between the shards, until it heals", Kind.PARTITION) {
        @Override
        public List<String> rules(Place place, int ownPort, int peerPort) {
            return List.of(
                    "cut-calls: netty.connection[remote-port=" + peerPort + "] black-hole ttl=5m",
                    "cut-answers: netty.connection[local-port=" + ownPort + "] black-hole ttl=5m",
                    "cut-dialling: netty.connect[remote-port=" + peerPort + "] timeout ttl=5m");
        }
    },
    /** East hears west, and west does not hear east: what west says is done, and it never learns of it. */
    ONE_WAY("one-way-partition", "nothing passes from east to west, everything from west to east", Kind.PARTITION) {
        @Override
        public List<String> rules(Place place, int ownPort, int peerPort) {
            return place == Place.WEST
                    ? List.of()
                    : List.of(
                            "mute-calls: netty.connection[remote-port=" + peerPort + "] black-hole out ttl=5m",
                            "mute-answers: netty.connection[local-port=" + ownPort + "] black-hole out ttl=5m",
                            "mute-dialling: netty.connect[remote-port=" + peerPort + "] timeout ttl=5m");
        }
    };

    private final String label;
    private final String summary;
    private final Kind kind;

    WorldExperiment(String label, String summary, Kind kind) {
        this.label = label;
        this.summary = summary;
        this.kind = kind;
    }

    /** {@return the name in options, tables and result files} */
    public String label() {
        return label;
    }

    /** {@return what happens, in half a sentence} */
    public String summary() {
        return summary;
    }

    /** {@return how it is played} */
    public Kind kind() {
        return kind;
    }

    /**
     * {@return what to arm in one shard's JVM}
     *
     * @param ownPort where that shard listens for its peer
     * @param peerPort where its peer listens
     */
    public abstract List<String> rules(Place place, int ownPort, int peerPort);

    /** {@return whether a boss must come to both shards at about the same time} Not where its coming is held up. */
    public boolean judgesSkew() {
        return this == LATENCY || this == DUPLICATES;
    }

    /**
     * {@return whether a rule has struck only when its fault is done} A message that was put aside has not been overtaken yet.
     */
    public boolean strikesWhenDone() {
        return this == REORDER;
    }

    /** {@return whether a server is worth playing it on} What a storm does to the naive link is a matter of luck. */
    public boolean fits(ServerKind server) {
        return this != STORM || server == ServerKind.CORRECT;
    }

    /** {@return what must come out on this server} */
    public VerdictWord expected(ServerKind server) {
        return mustBreak(server).isEmpty() ? VerdictWord.HOLDS : VerdictWord.VIOLATED;
    }

    /** {@return the checks of which each must fail on this server; empty if none may} */
    public Set<WorldCheck.Name> mustBreak(ServerKind server) {
        if (server == ServerKind.CORRECT || this == LATENCY) {
            return Set.of();
        }
        return switch (this) {
            case DUPLICATES -> Set.of(WorldCheck.Name.BOSS_ONCE, WorldCheck.Name.REWARD_ONCE, WorldCheck.Name.ECONOMY);
            case REORDER -> Set.of(WorldCheck.Name.SAME_END);
            default -> Set.of(WorldCheck.Name.BOSS_ONCE);
        };
    }

    private static String twice(String name, String message) {
        return "twice-" + name + ": netty.inbound[message=" + message
                + ",handler=shard-link] duplicate copies=1 ttl=5m";
    }

    /** The two shards. The boss's hit points are counted on the first. */
    public enum Place {
        /** The coordinator. */
        EAST,
        /** The other one. */
        WEST;

        /** {@return its name in options and logs} */
        public String label() {
            return this == EAST ? "east" : "west";
        }

        /** {@return the other one} */
        public Place other() {
            return this == EAST ? WEST : EAST;
        }
    }

    /** How an experiment is played. */
    public enum Kind {
        /** Rules are armed while some bosses come and die. */
        WHILE_BOSSES_COME,
        /** Connections break, and players come back. */
        STORM,
        /** The link is cut, a boss comes and dies on one side, and the link heals. */
        PARTITION
    }
}

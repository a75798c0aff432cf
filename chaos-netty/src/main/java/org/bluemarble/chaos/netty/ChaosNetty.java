package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.util.AttributeKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.FaultCatalogue;
import org.bluemarble.chaos.spi.DirectCallers;
import org.bluemarble.chaos.spi.InternalProblems;
import org.jspecify.annotations.Nullable;

/**
 * Puts an engine's rules into Netty's pipelines, in code. Handlers of ours come into a channel's pipeline when a rule that
 * needs them is armed, and leave it when that ends; a pipeline without armed rules is untouched. Thread-safe.
 *
 * <pre>{@code
 * ChaosNetty netty = ChaosNetty.with(chaos).playerFrom(channel -> channel.attr(PLAYER).get()).build();
 * new ServerBootstrap().handler(netty.handler()).childHandler(initializer) …
 * }</pre>
 */
public final class ChaosNetty {

    /** Where the player of a channel is looked for unless {@link Builder#playerFrom} says otherwise. */
    public static final AttributeKey<String> PLAYER = AttributeKey.valueOf("bluemarble.chaos.player");

    /** Where the session of a channel is looked for unless {@link Builder#sessionFrom} says otherwise. */
    public static final AttributeKey<String> SESSION = AttributeKey.valueOf("bluemarble.chaos.session");

    private final Chaos engine;
    private final Identity identity;
    private final OpcodeSource opcodes;
    private final List<AddressGroup> groups;
    private final Map<String, Replacement> replacements;
    private final HeldMemory memory;
    private final AwayHosts away = new AwayHosts();
    private final WatchedWires wires = new WatchedWires(this);
    private final ChannelHandler watching = new Watching(this);
    private final AtomicBoolean opcodeTold = new AtomicBoolean();

    private ChaosNetty(Builder builder) {
        this.engine = builder.engine;
        this.identity = new Identity(builder.player, builder.session);
        this.opcodes = builder.opcodes;
        this.groups = List.copyOf(builder.groups);
        this.replacements = Map.copyOf(builder.replacements);
        this.memory = new HeldMemory(builder.held);
        FaultCatalogue.process().add(new NettyModule());
        NettyPoints.DESCRIPTORS.forEach(point -> DirectCallers.add(point.name(), "channels watched by ChaosNetty"));
        wires.follow();
    }

    /** {@return rules of an engine in Netty's pipelines, with every setting as it is without} */
    public static ChaosNetty of(Chaos engine) {
        return with(engine).build();
    }

    /** {@return settings for an engine's rules; the global engine's rules touch the same channels as well} */
    public static Builder with(Chaos engine) {
        return new Builder(Objects.requireNonNull(engine, "engine"));
    }

    /**
     * {@return a handler that has its channel watched: in {@code ServerBootstrap.handler} the server channel and every
     * connection that it accepts, at the beginning of a client's or a datagram channel's pipeline that channel}
     */
    public ChannelHandler handler() {
        return watching;
    }

    /** Watches a channel, living or new, until it is closed; once, however often it is called. From any thread. */
    public void watch(Channel channel) {
        wires.watch(Objects.requireNonNull(channel, "channel"));
    }

    /** The same for a channel that came by; true if nobody knew it. */
    boolean find(Channel channel) {
        return wires.watch(channel);
    }

    /** {@return how many bytes of all channels together wait just now because of injections} */
    public long heldBytes() {
        return memory.held();
    }

    Chaos engine() {
        return engine;
    }

    /** Whether the rules of this engine touch only what belongs to it. */
    boolean isScoped() {
        return engine != Chaos.global();
    }

    Identity identity() {
        return identity;
    }

    HeldMemory memory() {
        return memory;
    }

    AwayHosts away() {
        return away;
    }

    boolean wantsHead() {
        return wires.wantsHead();
    }

    boolean wantsTaps() {
        return wires.wantsTaps();
    }

    void forget(Wire wire) {
        wires.forget(wire);
    }

    @Nullable
    Replacement replacement(String name) {
        return replacements.get(name);
    }

    List<String> groupsOf(Endpoint endpoint) {
        return groups.isEmpty()
                ? List.of()
                : groups.stream()
                        .filter(group -> group.has(endpoint))
                        .map(AddressGroup::name)
                        .toList();
    }

    long opcode(Channel channel, Object message) {
        try {
            return opcodes.opcode(channel, message);
        } catch (RuntimeException | LinkageError bad) {
            if (opcodeTold.compareAndSet(false, true)) {
                InternalProblems.report("a message's opcode is unknown, since the game server's extractor threw", bad);
            }
            return OpcodeSource.NONE;
        }
    }

    /** Settings; not thread-safe. */
    public static final class Builder {

        private final Chaos engine;
        private final List<AddressGroup> groups = new ArrayList<>();
        private final Map<String, Replacement> replacements = new LinkedHashMap<>();
        private Function<Channel, @Nullable String> player = attribute(PLAYER);
        private Function<Channel, @Nullable String> session = attribute(SESSION);
        private OpcodeSource opcodes = (channel, message) -> OpcodeSource.NONE;
        private HeldBounds held = HeldBounds.DEFAULT;

        private Builder(Chaos engine) {
            this.engine = engine;
        }

        private static Function<Channel, @Nullable String> attribute(AttributeKey<String> key) {
            return channel -> channel.hasAttr(key) ? channel.attr(key).get() : null;
        }

        /**
         * Says whose a channel is.
         *
         * @param source returns the player's id, or null before the login; asked at every call while rules are armed, on
         *     the channel's loop
         */
        public Builder playerFrom(Function<Channel, @Nullable String> source) {
            player = Objects.requireNonNull(source, "source");
            return this;
        }

        /** Says to which session a channel belongs, as {@link #playerFrom}. */
        public Builder sessionFrom(Function<Channel, @Nullable String> source) {
            session = Objects.requireNonNull(source, "source");
            return this;
        }

        /** Says what a message is, for rules that select an opcode. */
        public Builder opcodeFrom(OpcodeSource source) {
            opcodes = Objects.requireNonNull(source, "source");
            return this;
        }

        /**
         * Names a group of addresses.
         *
         * @param name lower-case letters, digits and hyphens
         * @param members each an address in digits, a network, either with a port, or a port alone: {@code 10.1.2.3},
         *     {@code 10.1.0.0/16}, {@code 10.1.2.3:7000}, {@code *:7000}
         * @throws IllegalArgumentException if the name or a member is none
         */
        public Builder group(String name, String... members) {
            groups.add(AddressGroup.of(name, List.of(members)));
            return this;
        }

        /** Adds groups that were read elsewhere. */
        Builder groups(List<AddressGroup> read) {
            groups.addAll(read);
            return this;
        }

        /** Registers what {@code replace with=<name>} puts in a message's place. */
        public Builder replacement(String name, Replacement replacement) {
            replacements.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(replacement, "replacement"));
            return this;
        }

        /**
         * Says how much may wait. Beyond it reading pauses and channels are not writable; datagrams are lost, as in a full
         * socket buffer. What is read or written at once counts its bytes and 256 more, a message that is no bytes what the
         * channel's own estimator says of it and 256 more. What a server writes though its channel is not writable waits
         * without a bound.
         *
         * @param byEach bytes of one direction at one place of one channel, at least 1; 1 MiB unless told
         * @param byAll bytes of all channels together, at least 1; 64 MiB unless told. When that is reached, each may still
         *     hold 16 KiB
         * @throws IllegalArgumentException if one of them is less than 1
         */
        public Builder holdAtMost(long byEach, long byAll) {
            held = new HeldBounds(byEach, byAll);
            return this;
        }

        /** {@return rules in Netty's pipelines, with these settings} */
        public ChaosNetty build() {
            return new ChaosNetty(this);
        }
    }
}

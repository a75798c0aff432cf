package org.bluemarble.chaos.netty;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.bluemarble.chaos.FaultDescriptor;
import org.bluemarble.chaos.ParameterDescriptor;
import org.bluemarble.chaos.Phase;

/** The faults of this module as the catalogue describes them. None makes a thread wait, except {@code loop-stall}. */
final class FaultTable {

    private static final List<String> STREAM = List.of("netty.read", "netty.write");
    private static final List<String> DATAGRAM = List.of("netty.receive", "netty.send");
    private static final List<String> BYTES =
            List.of("netty.read", "netty.write", "netty.receive", "netty.send", "netty.inbound", "netty.outbound");
    private static final List<String> WHOLE = List.of("netty.receive", "netty.send", "netty.inbound", "netty.outbound");
    private static final List<String> CHANNEL = List.of("netty.connection");
    private static final List<String> BREAKABLE = List.of("netty.connection", "netty.inbound", "netty.outbound");
    private static final List<String> MESSAGE = List.of("netty.inbound", "netty.outbound");
    private static final List<String> HOLDABLE =
            List.of("netty.accept", "netty.receive", "netty.send", "netty.inbound", "netty.outbound");
    private static final List<Phase> BEFORE = List.of(Phase.BEFORE);
    private static final List<Phase> AROUND = List.of(Phase.BEFORE, Phase.AFTER);
    private static final Set<String> AFTER_A_WRITE = Set.of("failed-write", "reset", "disconnect");
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long MOST_BYTES = 1L << 40;

    static final List<FaultDescriptor> DESCRIPTORS = List.of(
            // Bytes of a stream.
            fault(
                    "bandwidth",
                    "The connection lets no more bytes through in a second; what is more waits, in order.",
                    STREAM,
                    ParameterDescriptor.number("bytes-per-second", "how many, for each connection", 1, MOST_BYTES, null)
                            .asMain()),
            fault(
                    "retransmission",
                    "A segment is lost on the way: the bytes, and those behind them, arrive when it was sent again.",
                    STREAM,
                    ParameterDescriptor.duration(
                                    "timeout",
                                    "until it is sent again; twice as long each further time",
                                    MILLISECOND,
                                    Duration.ofMinutes(2),
                                    "200ms")
                            .asMain(),
                    ParameterDescriptor.number("times", "how often it is lost", 1, 6, "1")),
            fault(
                    "black-hole",
                    "Nothing passes in this direction any more; when the rule ends everything does, in order.",
                    STREAM),
            fault(
                    "slice",
                    "The bytes pass in small pieces.",
                    STREAM,
                    ParameterDescriptor.number("size", "bytes of each piece", 1, 65_536, "1")
                            .asMain(),
                    ParameterDescriptor.duration("gap", "time between two pieces", Duration.ZERO, HOUR, "0ms")),
            fault(
                    "corrupt",
                    "Some bytes are replaced by others.",
                    BYTES,
                    ParameterDescriptor.number(
                                    "count",
                                    "how many, at different places left to chance; all if there are fewer",
                                    1,
                                    1_000_000,
                                    "1")
                            .asMain(),
                    ParameterDescriptor.number(
                            "offset", "the place of the first, and the others follow it", 0, MOST_BYTES, "chance")),
            fault(
                    "failed-write",
                    "The write's promise fails as after a reset, and the channel closes as then: before, nothing is sent;"
                            + " after, the bytes went out.",
                    List.of("netty.write")),
            fault(
                    "unwritable",
                    "The channel says that it is not writable; what is written passes all the same.",
                    CHANNEL,
                    ParameterDescriptor.duration("duration", "how long", MILLISECOND, HOUR, "until disarmed")
                            .asMain()),
            // The connection.
            fault(
                    "reset",
                    "The connection breaks: the other side gets a real RST, this one its transport's exception for one.",
                    STREAM,
                    ParameterDescriptor.number(
                            "after-bytes", "so many bytes of the direction pass first", 0, MOST_BYTES, "0")),
            fault(
                    "reset",
                    "The connection breaks: the other side gets a real RST, this one its transport's exception for one.",
                    BREAKABLE),
            fault(
                    "disconnect",
                    "The connection is closed in order: the other side gets a FIN, this one an inactive channel.",
                    STREAM,
                    ParameterDescriptor.number(
                            "after-bytes", "so many bytes of the direction pass first", 0, MOST_BYTES, "0")),
            fault(
                    "disconnect",
                    "The connection is closed in order: the other side gets a FIN, this one an inactive channel.",
                    BREAKABLE),
            fault(
                    "black-hole",
                    "Nothing passes any more; when the rule or the time ends everything does, in order.",
                    CHANNEL,
                    ParameterDescriptor.choice("direction", "which way", List.of("both", "in", "out"), "both")
                            .asMain(),
                    ParameterDescriptor.duration("duration", "how long", MILLISECOND, HOUR, "until disarmed")),
            fault(
                    "half-open",
                    "The other side is gone and this one is not told: writes succeed and go nowhere, nothing arrives; when the rule ends the connection is reset.",
                    CHANNEL),
            fault(
                    "away",
                    "The connection breaks as by a reset, and its server refuses another from its host at that port until a time left to chance is over, evenly between two; where several of a host are away, it gets in as often as some of them may be back.",
                    CHANNEL,
                    ParameterDescriptor.duration("from", "the shortest time", Duration.ZERO, HOUR, "5s")
                            .asMain(),
                    ParameterDescriptor.duration("to", "the longest time", Duration.ZERO, HOUR, "30s")),
            fault(
                    "refused",
                    "The other side refuses the connection: the caller gets its transport's exception for that.",
                    List.of("netty.connect")),
            fault(
                    "timeout",
                    "No answer comes: the caller gets Netty's exception after the channel's own connect timeout.",
                    List.of("netty.connect"),
                    ParameterDescriptor.duration("duration", "how long instead", MILLISECOND, HOUR, "the channel's own")
                            .asMain()),
            fault(
                    "refused",
                    "The connection is reset at once, and the game server never sees it.",
                    List.of("netty.accept")),
            // Datagrams.
            fault(
                    "loss",
                    "The datagram does not arrive; who sent it is not told. By probability each is lost on its own, by burst=5/100 about five in a row and then about a hundred not.",
                    DATAGRAM),
            fault(
                    "duplicate",
                    "The datagram arrives several times.",
                    DATAGRAM,
                    ParameterDescriptor.number("copies", "how many more than one", 1, 100, "1")
                            .asMain()),
            fault(
                    "reorder",
                    "The datagram arrives after those that follow it.",
                    DATAGRAM,
                    ParameterDescriptor.number("behind", "after how many", 1, 1_000, "1")
                            .asMain(),
                    ParameterDescriptor.duration(
                            "within", "at the latest after", MILLISECOND, Duration.ofMinutes(1), "1s")),
            fault(
                    "truncate",
                    "The datagram, or the message if it is bytes, loses its end.",
                    WHOLE,
                    ParameterDescriptor.number("size", "so many bytes are left, at most", 0, 65_535, "0")
                            .asMain()),
            fault(
                    "hold",
                    "It waits, and what comes behind it, until the rule ends; then everything passes, in order.",
                    HOLDABLE,
                    ParameterDescriptor.duration("duration", "the longest wait", MILLISECOND, HOUR, "until disarmed")
                            .asMain()),
            // Messages.
            fault(
                    "drop",
                    "The message does not come to the handler, nor to any behind it.",
                    MESSAGE,
                    ParameterDescriptor.choice(
                            "promise", "what its writer is told", List.of("success", "failure"), "success")),
            fault(
                    "duplicate",
                    "The message comes several times.",
                    MESSAGE,
                    ParameterDescriptor.number("copies", "how many more than one", 1, 100, "1")
                            .asMain()),
            fault(
                    "reorder",
                    "The message comes after those that follow it.",
                    MESSAGE,
                    ParameterDescriptor.number("behind", "after how many", 1, 1_000, "1")
                            .asMain(),
                    ParameterDescriptor.duration(
                            "within", "at the latest after", MILLISECOND, Duration.ofMinutes(1), "1s")),
            fault(
                    "replace",
                    "Another message comes in its place.",
                    MESSAGE,
                    ParameterDescriptor.text("with", "the name of a replacement that the game server registered", null)
                            .asMain()),
            new FaultDescriptor(
                    "loop-stall",
                    "The event loop stands still, with every connection on it.",
                    List.of(
                            ParameterDescriptor.duration(
                                            "duration", "how long", MILLISECOND, Duration.ofMinutes(1), null)
                                    .asMain(),
                            ParameterDescriptor.choice(
                                    "how",
                                    "the thread is parked, or turns on one processor",
                                    List.of("park", "spin"),
                                    "park")),
                    BEFORE,
                    List.of("netty.*"),
                    // It does, and nobody who names it can be surprised: so the guard of event loops lets it pass.
                    false,
                    false));

    private FaultTable() {}

    private static FaultDescriptor fault(
            String name, String summary, List<String> points, ParameterDescriptor... parameters) {
        return new FaultDescriptor(
                name,
                summary,
                List.of(parameters),
                AFTER_A_WRITE.contains(name) ? AROUND : BEFORE,
                points,
                false,
                false);
    }
}

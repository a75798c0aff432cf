package org.bluemarble.chaos.jvm;

import java.time.Duration;
import java.util.List;
import org.bluemarble.chaos.FaultDescriptor;
import org.bluemarble.chaos.ParameterDescriptor;
import org.bluemarble.chaos.Phase;

/** The faults in what the JDK itself reaches, as the catalogue describes them. */
final class JdkFaults {

    private static final List<String> WRITE = List.of("file.write");
    private static final ParameterDescriptor ARRIVING = ParameterDescriptor.decimal(
                    "arriving", "the part of the bytes that reaches the file, from its beginning", 0, 1, "0.5")
            .asMain();

    private static final List<String> REQUEST = List.of("http.request");
    private static final List<Phase> AROUND = List.of(Phase.BEFORE, Phase.AFTER);

    static final List<FaultDescriptor> DESCRIPTORS = List.of(
            new FaultDescriptor(
                    "status",
                    "The caller gets this answer; before, the server never sees the request; after, it has done its work.",
                    List.of(
                            ParameterDescriptor.number("code", "the status", 200, 599, null)
                                    .asMain(),
                            ParameterDescriptor.text("body", "the answer's text", "")),
                    AROUND,
                    REQUEST,
                    false,
                    false),
            new FaultDescriptor(
                    "timeout",
                    "The caller waits for its own timeout and gets the client's exception for it; before, the server never"
                            + " sees the request; after, it has done its work.",
                    List.of(ParameterDescriptor.duration(
                                    "wait",
                                    "how long, where the request has no timeout",
                                    Duration.ZERO,
                                    Duration.ofHours(1),
                                    "30s")
                            .asMain()),
                    AROUND,
                    REQUEST,
                    true,
                    false),
            fault(
                    "unreachable",
                    "No connection is made: the caller gets the client's ConnectException.",
                    REQUEST,
                    false,
                    false),
            fault(
                    "garbage-body",
                    "The server does its work, and each byte of its answer's body is replaced by another.",
                    REQUEST,
                    false,
                    false),
            fault(
                    "unknown-host",
                    "The name is not resolved: the caller gets the JDK's UnknownHostException.",
                    List.of("dns.resolve"),
                    false,
                    false,
                    ParameterDescriptor.choice(
                                    "reason",
                                    "what the name server says: no such name, or try again later",
                                    List.of("unknown", "temporary"),
                                    "unknown")
                            .asMain()),
            fault(
                    "disk-full",
                    "Nothing is written: the caller gets an IOException, No space left on device.",
                    WRITE,
                    false,
                    false),
            fault(
                    "slow-disk",
                    "Writing waits as a disk would that takes so many bytes in a second.",
                    WRITE,
                    true,
                    false,
                    ParameterDescriptor.number(
                                    "bytes-per-second", "how much is written in a second", 1, 1_000_000_000_000L, null)
                            .asMain()),
            fault(
                    "torn-write",
                    "Only the first bytes reach the file, then the caller gets an IOException, Input/output error.",
                    WRITE,
                    false,
                    false,
                    ARRIVING),
            fault(
                    "lying-write",
                    "Only the first bytes reach the file, and the caller is told that all did.",
                    WRITE,
                    false,
                    true,
                    ARRIVING),
            fault(
                    "io-error",
                    "The file is not mapped, or nothing is forced: the caller gets an IOException, of a mapped buffer the"
                            + " UncheckedIOException around it.",
                    List.of("file.map", "file.force"),
                    false,
                    false));

    private JdkFaults() {}

    private static FaultDescriptor fault(
            String name,
            String summary,
            List<String> points,
            boolean blocks,
            boolean destructive,
            ParameterDescriptor... parameters) {
        return new FaultDescriptor(
                name, summary, List.of(parameters), List.of(Phase.BEFORE), points, blocks, destructive);
    }
}

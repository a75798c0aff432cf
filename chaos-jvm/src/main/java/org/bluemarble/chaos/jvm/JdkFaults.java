package org.bluemarble.chaos.jvm;

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

    static final List<FaultDescriptor> DESCRIPTORS = List.of(
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
                    ParameterDescriptor.number("rate", "bytes per second", 1, 1_000_000_000_000L, null)
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
                    ARRIVING));

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

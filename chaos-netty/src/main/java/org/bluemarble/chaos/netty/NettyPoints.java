package org.bluemarble.chaos.netty;

import java.util.ArrayList;
import java.util.List;
import org.bluemarble.chaos.AttributeDescriptor;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.Phase;
import org.bluemarble.chaos.PointDescriptor;

/** The points of this module and the attributes of their calls. */
final class NettyPoints {

    static final InjectionPoint CONNECTION = Chaos.point("netty.connection");
    static final InjectionPoint CONNECT = Chaos.point("netty.connect");
    static final InjectionPoint ACCEPT = Chaos.point("netty.accept");
    static final InjectionPoint CLOSE = Chaos.point("netty.close");
    static final InjectionPoint READ = Chaos.point("netty.read");
    static final InjectionPoint WRITE = Chaos.point("netty.write");
    static final InjectionPoint RECEIVE = Chaos.point("netty.receive");
    static final InjectionPoint SEND = Chaos.point("netty.send");
    static final InjectionPoint INBOUND = Chaos.point("netty.inbound");
    static final InjectionPoint OUTBOUND = Chaos.point("netty.outbound");

    static final AttributeKey SIDE = AttributeKey.text("side");
    static final AttributeKey TRANSPORT = AttributeKey.text("transport");
    static final AttributeKey NUMBER = AttributeKey.number("connection");
    static final AttributeKey REMOTE = AttributeKey.text("remote");
    static final AttributeKey REMOTE_HOST = AttributeKey.text("remote-host");
    static final AttributeKey REMOTE_PORT = AttributeKey.number("remote-port");
    static final AttributeKey LOCAL_PORT = AttributeKey.number("local-port");
    static final AttributeKey NETWORK = AttributeKey.text("network");
    static final AttributeKey GROUP = AttributeKey.text("group");
    static final AttributeKey BYTES = AttributeKey.number("bytes");
    static final AttributeKey MESSAGE = AttributeKey.text("message");
    static final AttributeKey HANDLER = AttributeKey.text("handler");
    static final AttributeKey HANDLER_TYPE = AttributeKey.text("handler-type");
    static final AttributeKey OPCODE = AttributeKey.number("opcode");
    static final AttributeKey STEP = AttributeKey.number("step");

    /** Points whose calls are watched at the head of a pipeline. */
    static final List<InjectionPoint> AT_HEAD = List.of(CONNECTION, CONNECT, ACCEPT, CLOSE, READ, WRITE, RECEIVE, SEND);

    /** Points whose calls are watched in front of each handler. */
    static final List<InjectionPoint> AT_HANDLERS = List.of(INBOUND, OUTBOUND);

    private static final List<Phase> BEFORE = List.of(Phase.BEFORE);
    private static final List<Phase> AROUND = List.of(Phase.BEFORE, Phase.AFTER);

    private static final List<AttributeDescriptor> CHANNEL = List.of(
            choice(SIDE, "which side of the connection this JVM is", List.of("server", "client")),
            choice(TRANSPORT, "what the channel is made of", Transport.spellings()),
            number(NUMBER, "the connection's number in this JVM", 1),
            text(REMOTE, "the other side's address and port").single().written(AddressFormats.REMOTE),
            text(REMOTE_HOST, "the other side's address in digits").single().written(AddressFormats.HOST),
            number(REMOTE_PORT, "the other side's port", 0).upTo(AddressFormats.LAST_PORT),
            number(LOCAL_PORT, "this side's port", 0).upTo(AddressFormats.LAST_PORT),
            text(NETWORK, "a network that has the other side").written(AddressFormats.NETWORK),
            text(GROUP, "a named group of addresses that has the other side").written(AddressFormats.GROUP));

    private static final AttributeDescriptor SIZE = number(BYTES, "how many bytes they are", 0);

    static final List<PointDescriptor> DESCRIPTORS = List.of(
            point(CONNECTION, "A connection is there: each passes when it opens, and then once a second.", BEFORE),
            point(CONNECT, "A client channel connects.", BEFORE),
            point(ACCEPT, "A server channel accepts a connection.", BEFORE),
            point(CLOSE, "The game server closes a connection.", BEFORE),
            point(READ, "Bytes of a connection arrive from the socket.", BEFORE, SIZE),
            point(WRITE, "Bytes of a connection go to the socket.", AROUND, SIZE),
            point(RECEIVE, "A datagram arrives from the socket.", BEFORE, SIZE),
            point(SEND, "A datagram goes to the socket.", BEFORE, SIZE),
            point(INBOUND, "A message comes to a handler of the pipeline.", BEFORE, ofMessage()),
            point(OUTBOUND, "A message that a handler wrote goes to the next one.", BEFORE, ofMessage()));

    private NettyPoints() {}

    private static AttributeDescriptor[] ofMessage() {
        return new AttributeDescriptor[] {
            text(MESSAGE, "the message's class, or one that it extends or implements: the simple or the binary name"),
            text(HANDLER, "the name in the pipeline of the handler that it comes to")
                    .single(),
            text(HANDLER_TYPE, "that handler's class, or one that it extends or implements"),
            number(
                    OPCODE,
                    "the number that says what the message is; told by the game server's extractor",
                    Long.MIN_VALUE),
            number(
                    STEP,
                    "its number among the messages that came to this handler on this connection since a rule about messages was armed",
                    1)
        };
    }

    private static PointDescriptor point(
            InjectionPoint point, String summary, List<Phase> phases, AttributeDescriptor... more) {
        List<AttributeDescriptor> attributes = new ArrayList<>(CHANNEL);
        attributes.addAll(List.of(more));
        return new PointDescriptor(point.name(), summary, phases, attributes);
    }

    private static AttributeDescriptor text(AttributeKey key, String summary) {
        return AttributeDescriptor.of(key.name(), key.type(), summary);
    }

    private static AttributeDescriptor choice(AttributeKey key, String summary, List<String> values) {
        return new AttributeDescriptor(key.name(), key.type(), summary, values);
    }

    private static AttributeDescriptor number(AttributeKey key, String summary, long least) {
        return AttributeDescriptor.of(key.name(), key.type(), summary).from(least);
    }
}

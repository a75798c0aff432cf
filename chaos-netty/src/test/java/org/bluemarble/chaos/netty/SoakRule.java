package org.bluemarble.chaos.netty;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A kind of rule that the soak arms, and what one injection of it does to the numbers of messages. A {@code #a-b} in the
 * text stands for any number between.
 *
 * @param text point and fault
 * @param change what it changes
 * @param weight by how many messages, where they become more
 */
record SoakRule(String text, Change change, int weight) {

    /** What an injection changes, in which traffic: streams that must last, streams that may break, datagrams. */
    enum Change {
        NOTHING,
        DROPPED,
        DOUBLED,
        DAMAGED,
        REPLACED,
        /** Dropped, and its writer is told. */
        FAILED,
        /** Not dropped, but its writer is told so. */
        DENIED,
        /** Dropped, and the handler that it did not come to is told. */
        CAUGHT,
        /** The connection may end. */
        ENDED,
        DATAGRAM_DROPPED,
        DATAGRAM_DOUBLED,
        DATAGRAM_DAMAGED,
        DATAGRAM_FAILED,
        DATAGRAM_CAUGHT
    }

    private static final List<String> NOTHING = List.of(
            "netty.read latency distribution=uniform from=0ms to=#1-8ms",
            "netty.write latency #1-3ms jitter=1ms",
            "netty.write latency #1-3ms phase=after",
            "netty.read slice #1-30",
            "netty.read slice 7 gap=1ms",
            "netty.write slice #1-30",
            "netty.write slice 9 gap=1ms",
            "netty.read bandwidth #20000-200000",
            "netty.write bandwidth #20000-200000",
            "netty.read retransmission #1-5ms times=2",
            "netty.write retransmission #1-5ms",
            "netty.read black-hole",
            "netty.write black-hole",
            "netty.read hang #1-9ms",
            "netty.write hang #1-9ms phase=after",
            "netty.connection black-hole duration=#1-20ms",
            "netty.connection black-hole direction=in",
            "netty.connection black-hole direction=out",
            "netty.connection unwritable duration=#1-20ms",
            "netty.connection unwritable",
            "netty.connection hang #1-9ms",
            "netty.read loop-stall #1-3ms",
            "netty.outbound loop-stall 1ms how=spin",
            "netty.inbound[handler=decoder] latency #1-3ms",
            "netty.inbound[message=SoakMessage] latency distribution=uniform from=0ms to=#1-8ms",
            "netty.outbound[message=SoakMessage] latency #1-3ms",
            "netty.outbound[message=ByteBuf] latency #0-2ms",
            "netty.inbound[handler=game] hold #1-9ms",
            "netty.outbound[message=SoakMessage] hold",
            "netty.inbound[handler=game,player=shuffled] reorder #1-5 within=#1-20ms",
            "netty.outbound[message=SoakMessage,player=shuffled] reorder #1-5 within=#1-20ms",
            "netty.close latency #1-9ms",
            "netty.close hang #1-9ms",
            "netty.accept latency #1-9ms",
            "netty.accept hold #1-9ms",
            "netty.connect latency #1-9ms",
            "netty.receive latency distribution=uniform from=0ms to=#1-8ms",
            "netty.send latency #1-3ms",
            "netty.receive hold #1-9ms",
            "netty.send hold",
            "netty.receive reorder #1-5 within=#1-20ms",
            "netty.send reorder #1-5 within=#1-20ms",
            "netty.send loop-stall 1ms");

    private static final List<String> DROPPED =
            List.of("netty.inbound[handler=game,%s] drop", "netty.inbound[handler=decoder,%s] drop");

    private static final List<String> DOUBLED = List.of(
            "netty.inbound[handler=game,%s] duplicate",
            "netty.inbound[handler=decoder,%s] duplicate",
            "netty.outbound[message=SoakMessage,player=shuffled] duplicate",
            "netty.outbound[message=ByteBuf,player=shuffled] duplicate");

    private static final List<String> ENDED = List.of(
            "netty.read[%s] reset",
            "netty.read[%s] disconnect after-bytes=#1-500",
            "netty.write[%s] reset after-bytes=#1-500",
            "netty.write[%s] disconnect",
            "netty.write[%s] failed-write",
            "netty.write[%s] failed-write phase=after",
            "netty.write[%s] reset phase=after",
            "netty.connection[%s] reset",
            "netty.connection[%s] disconnect",
            "netty.connection[%s] half-open",
            "netty.inbound[handler=game,%s] reset",
            "netty.outbound[message=SoakMessage,%s] disconnect",
            "netty.connect[%s] refused",
            "netty.connect[%s] timeout #1-20ms",
            "netty.write[%s] exception java.io.IOException");

    /** Every kind there is; rules that may end connections touch those of one player, and one server's port. */
    static List<SoakRule> all(String mortal, int mortalPort) {
        List<SoakRule> all = new ArrayList<>();
        String lasting = "player=ordered|shuffled";
        NOTHING.forEach(text -> all.add(new SoakRule(text, Change.NOTHING, 1)));
        DROPPED.forEach(text -> all.add(new SoakRule(text.formatted(lasting), Change.DROPPED, 1)));
        for (int copies = 1; copies <= 2; copies++) {
            for (String text : DOUBLED) {
                all.add(new SoakRule(text.formatted(lasting) + " copies=" + copies, Change.DOUBLED, copies));
            }
        }
        all.add(new SoakRule("netty.outbound[message=SoakMessage," + lasting + "] drop", Change.DROPPED, 1));
        // Not where others are doubled on their way out: nobody is told what becomes of the second one.
        all.add(new SoakRule("netty.outbound[message=ByteBuf,player=ordered] drop promise=failure", Change.FAILED, 1));
        all.add(exception("netty.outbound[message=SoakMessage,player=ordered]", "", Change.FAILED));
        all.add(exception("netty.write[player=ordered]", "", Change.FAILED));
        all.add(exception("netty.write[player=ordered]", " phase=after", Change.DENIED));
        all.add(exception("netty.inbound[handler=game," + lasting + "]", "", Change.CAUGHT));
        all.add(new SoakRule("netty.inbound[handler=decoder," + lasting + "] corrupt", Change.DAMAGED, 1));
        all.add(new SoakRule("netty.inbound[handler=decoder," + lasting + "] truncate #0-23", Change.DAMAGED, 1));
        all.add(new SoakRule("netty.inbound[handler=game," + lasting + "] replace with=stranger", Change.REPLACED, 1));
        ENDED.forEach(text -> all.add(new SoakRule(text.formatted("player=" + mortal), Change.ENDED, 1)));
        all.add(new SoakRule("netty.accept[local-port=" + mortalPort + "] refused", Change.ENDED, 1));
        all.add(new SoakRule("netty.receive loss", Change.DATAGRAM_DROPPED, 1));
        all.add(new SoakRule("netty.send loss", Change.DATAGRAM_DROPPED, 1));
        all.add(new SoakRule("netty.receive duplicate", Change.DATAGRAM_DOUBLED, 1));
        all.add(new SoakRule("netty.send duplicate copies=2", Change.DATAGRAM_DOUBLED, 2));
        all.add(new SoakRule("netty.receive corrupt", Change.DATAGRAM_DAMAGED, 1));
        all.add(new SoakRule("netty.receive truncate #0-23", Change.DATAGRAM_DAMAGED, 1));
        all.add(exception("netty.send", "", Change.DATAGRAM_FAILED));
        all.add(exception("netty.receive", "", Change.DATAGRAM_CAUGHT));
        return List.copyOf(all);
    }

    /** No {@code IOException}: Netty closes a channel on those. */
    private static SoakRule exception(String point, String phase, Change change) {
        return new SoakRule(point + " exception java.lang.IllegalStateException message=soak" + phase, change, 1);
    }

    /** {@return a rule of this kind, as it is armed} */
    String line(String id, Random random, int percent) {
        StringBuilder line = new StringBuilder(id + ": ");
        int from = 0;
        for (int mark = text.indexOf('#'); mark >= 0; mark = text.indexOf('#', from)) {
            int dash = text.indexOf('-', mark);
            int end = dash + 1;
            while (end < text.length() && Character.isDigit(text.charAt(end))) {
                end++;
            }
            int least = Integer.parseInt(text.substring(mark + 1, dash));
            int most = Integer.parseInt(text.substring(dash + 1, end));
            line.append(text, from, mark).append(least + random.nextInt(most - least + 1));
            from = end;
        }
        return line.append(text, from, text.length())
                .append(" probability=")
                .append(percent)
                .append('%')
                .toString();
    }
}

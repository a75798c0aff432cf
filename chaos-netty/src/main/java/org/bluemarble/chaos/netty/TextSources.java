package org.bluemarble.chaos.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.buffer.Unpooled;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the texts of {@link ChannelSettings} mean where Netty's types are known. */
final class TextSources {

    private TextSources() {}

    /** {@return a source that asks places in order, until one knows the message} */
    static OpcodeSource opcodes(List<OpcodePlace> places) {
        List<OpcodeSource> sources = places.stream().map(TextSources::opcode).toList();
        return (channel, message) -> {
            for (OpcodeSource source : sources) {
                long opcode = source.opcode(channel, message);
                if (opcode != OpcodeSource.NONE) {
                    return opcode;
                }
            }
            return OpcodeSource.NONE;
        };
    }

    private static OpcodeSource opcode(OpcodePlace place) {
        if (place instanceof OpcodePlace.InBytes bytes) {
            return OpcodeSource.atOffset(
                    bytes.offset(),
                    bytes.length(),
                    bytes.littleEndian() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        }
        if (place instanceof OpcodePlace.OfMethod method) {
            return new MethodOpcode(method);
        }
        throw new IllegalStateException("place was a " + place.getClass().getName());
    }

    /** {@return a replacement by bytes, in the form that the message has} */
    static Replacement replacement(byte[] bytes) {
        return message -> {
            if (message instanceof ByteBuf) {
                return Unpooled.copiedBuffer(bytes);
            }
            if (message instanceof ByteBufHolder holder) {
                return holder.replace(Unpooled.copiedBuffer(bytes));
            }
            if (message instanceof byte[]) {
                return bytes.clone();
            }
            if (message instanceof CharSequence) {
                return new String(bytes, StandardCharsets.UTF_8);
            }
            throw new IllegalArgumentException("a " + message.getClass().getName() + " is neither bytes nor text");
        };
    }
}

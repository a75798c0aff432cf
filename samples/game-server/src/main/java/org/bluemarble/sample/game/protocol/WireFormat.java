package org.bluemarble.sample.game.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.bluemarble.sample.game.economy.Outcome;
import org.bluemarble.sample.game.economy.PlayerId;
import org.bluemarble.sample.game.economy.Stake;
import org.bluemarble.sample.game.economy.TradeTerms;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a message, big-endian. A frame is a 4-byte length (of what follows it, at most {@link #MAX_FRAME_BYTES})
 * and one message:
 *
 * <pre>
 * request   kind:1  opId:16  attempt:2  body
 *   1 login      player:text  token:text
 *   2 show bag
 *   3 offer      terms
 *   4 confirm    terms
 *   5 hit boss
 * server    kind:1  opId:16  body
 *   65 ok        result:text
 *   66 fail      reason:text
 *   67 unknown   why:text
 *   68 offered   terms
 * terms     a:text  gold:8  item:text  b:text  gold:8  item:text
 * text      length:2  UTF-8 bytes; an item of length 0 is none
 * </pre>
 *
 * <p>Anything else, including bytes left over, is a {@link MalformedMessageException}.
 */
final class WireFormat {
    /** Room for the largest bag, and small enough that a flood of connections cannot fill the memory. */
    static final int MAX_FRAME_BYTES = 16 * 1024;

    static final int MAX_ATTEMPT = 0xFFFF;

    private static final int LOGIN = 1;
    private static final int SHOW_BAG = 2;
    private static final int OFFER = 3;
    private static final int CONFIRM = 4;
    private static final int HIT_BOSS = 5;
    private static final int OK = 65;
    private static final int FAIL = 66;
    private static final int UNKNOWN = 67;
    private static final int OFFERED = 68;

    private WireFormat() {}

    static void write(Request request, ByteBuf out) {
        if (request instanceof Request.Login login) {
            writeHead(LOGIN, request, out);
            writeText(login.player().name(), out);
            writeText(login.token(), out);
        } else if (request instanceof Request.ShowBag) {
            writeHead(SHOW_BAG, request, out);
        } else if (request instanceof Request.OfferTrade offer) {
            writeHead(OFFER, request, out);
            writeTerms(offer.terms(), out);
        } else if (request instanceof Request.ConfirmTrade confirm) {
            writeHead(CONFIRM, request, out);
            writeTerms(confirm.terms(), out);
        } else if (request instanceof Request.HitBoss) {
            writeHead(HIT_BOSS, request, out);
        } else {
            throw new IllegalArgumentException("request was " + request.getClass() + ", which has no wire format");
        }
    }

    static Request readRequest(ByteBuf in) {
        return read(in, () -> {
            int kind = in.readUnsignedByte();
            UUID opId = new UUID(in.readLong(), in.readLong());
            int attempt = in.readUnsignedShort();
            return switch (kind) {
                case LOGIN -> new Request.Login(opId, attempt, new PlayerId(readText(in)), readText(in));
                case SHOW_BAG -> new Request.ShowBag(opId, attempt);
                case OFFER -> new Request.OfferTrade(opId, attempt, readTerms(in));
                case CONFIRM -> new Request.ConfirmTrade(opId, attempt, readTerms(in));
                case HIT_BOSS -> new Request.HitBoss(opId, attempt);
                default -> throw new MalformedMessageException("request kind was " + kind + " but must be 1 to 5");
            };
        });
    }

    static void write(ServerMessage message, ByteBuf out) {
        if (message instanceof ServerMessage.TradeOffered offered) {
            writeHead(OFFERED, message.opId(), out);
            writeTerms(offered.terms(), out);
        } else if (message instanceof ServerMessage.Reply reply) {
            write(reply, out);
        } else {
            throw new IllegalArgumentException("message was " + message.getClass() + ", which has no wire format");
        }
    }

    static ServerMessage readServerMessage(ByteBuf in) {
        return read(in, () -> {
            int kind = in.readUnsignedByte();
            UUID opId = new UUID(in.readLong(), in.readLong());
            return switch (kind) {
                case OK -> new ServerMessage.Reply(opId, new Outcome.Ok(readText(in)));
                case FAIL -> new ServerMessage.Reply(opId, new Outcome.Fail(readText(in)));
                case UNKNOWN -> new ServerMessage.Reply(opId, new Outcome.Unknown(readText(in)));
                case OFFERED -> new ServerMessage.TradeOffered(opId, readTerms(in));
                default -> throw new MalformedMessageException("server kind was " + kind + " but must be 65 to 68");
            };
        });
    }

    private static void write(ServerMessage.Reply reply, ByteBuf out) {
        if (reply.outcome() instanceof Outcome.Ok ok) {
            writeHead(OK, reply.opId(), out);
            writeText(ok.result(), out);
        } else if (reply.outcome() instanceof Outcome.Fail fail) {
            writeHead(FAIL, reply.opId(), out);
            writeText(fail.reason(), out);
        } else if (reply.outcome() instanceof Outcome.Unknown unknown) {
            writeHead(UNKNOWN, reply.opId(), out);
            writeText(unknown.why(), out);
        } else {
            throw new IllegalArgumentException("outcome was " + reply.outcome() + ", which has no wire format");
        }
    }

    /** Every way in which bytes can be wrong ends as one exception, for the connection has one answer to all of them. */
    private static <T> T read(ByteBuf in, MessageReader<T> reader) {
        T message;
        try {
            message = reader.read();
        } catch (IndexOutOfBoundsException e) {
            throw new MalformedMessageException("message ended in the middle of a field", e);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException("message held a value out of range: " + e.getMessage(), e);
        }
        if (in.isReadable()) {
            throw new MalformedMessageException("message had " + in.readableBytes() + " bytes left over");
        }
        return message;
    }

    private static void writeHead(int kind, Request request, ByteBuf out) {
        writeHead(kind, request.opId(), out);
        out.writeShort(request.attempt());
    }

    private static void writeHead(int kind, UUID opId, ByteBuf out) {
        out.writeByte(kind);
        out.writeLong(opId.getMostSignificantBits());
        out.writeLong(opId.getLeastSignificantBits());
    }

    private static void writeTerms(TradeTerms terms, ByteBuf out) {
        writeText(terms.a().name(), out);
        writeStake(terms.fromA(), out);
        writeText(terms.b().name(), out);
        writeStake(terms.fromB(), out);
    }

    private static TradeTerms readTerms(ByteBuf in) {
        return new TradeTerms(new PlayerId(readText(in)), readStake(in), new PlayerId(readText(in)), readStake(in));
    }

    private static void writeStake(Stake stake, ByteBuf out) {
        out.writeLong(stake.gold());
        String item = stake.item();
        writeText(item == null ? "" : item, out);
    }

    private static Stake readStake(ByteBuf in) {
        long gold = in.readLong();
        String text = readText(in);
        @Nullable String item = text.isEmpty() ? null : text;
        return new Stake(gold, item);
    }

    private static void writeText(String text, ByteBuf out) {
        int length = ByteBufUtil.utf8Bytes(text);
        if (length > MAX_FRAME_BYTES) {
            throw new IllegalArgumentException(
                    "text had " + length + " bytes but must have at most " + MAX_FRAME_BYTES + " to fit into a frame");
        }
        out.writeShort(length);
        out.writeCharSequence(text, StandardCharsets.UTF_8);
    }

    private static String readText(ByteBuf in) {
        return in.readCharSequence(in.readUnsignedShort(), StandardCharsets.UTF_8)
                .toString();
    }

    @FunctionalInterface
    private interface MessageReader<T> {
        T read();
    }
}

package org.bluemarble.sample.game.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.bluemarble.sample.game.economy.Outcome;
import org.bluemarble.sample.game.economy.PlayerId;
import org.bluemarble.sample.game.economy.Stake;
import org.bluemarble.sample.game.economy.TradeTerms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CodecTest {
    private static final UUID OP = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    private static final TradeTerms TERMS =
            new TradeTerms(new PlayerId("anna"), new Stake(30, null), new PlayerId("bert"), new Stake(0, "schwert-ß"));

    private final EmbeddedChannel server = new EmbeddedChannel();
    private final EmbeddedChannel client = new EmbeddedChannel();

    CodecTest() {
        ServerCodec.appendTo(server.pipeline());
        ClientCodec.appendTo(client.pipeline());
    }

    @AfterEach
    void releaseBuffers() {
        server.finishAndReleaseAll();
        client.finishAndReleaseAll();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void request_survivesTheWire(Request request) {
        server.writeInbound(bytesOf(request));

        assertThat(server.<Request>readInbound()).isEqualTo(request);
    }

    @ParameterizedTest
    @MethodSource("serverMessages")
    void serverMessage_survivesTheWire(ServerMessage message) {
        server.writeOutbound(message);
        ByteBuf sent = collect(server);

        client.writeInbound(sent);

        assertThat(client.<ServerMessage>readInbound()).isEqualTo(message);
    }

    @Test
    void everyRequestAndServerMessage_isAmongTheTestedOnes() {
        assertThat(requests().map(Object::getClass)).containsAll(List.of(Request.class.getPermittedSubclasses()));
        assertThat(serverMessages().map(Object::getClass))
                .containsAll(List.of(ServerMessage.class.getPermittedSubclasses()));
    }

    @Test
    void frameThatArrivesByteByByte_isReadOnceItIsWhole() {
        ByteBuf bytes = bytesOf(new Request.ShowBag(OP, 0));

        while (bytes.readableBytes() > 1) {
            server.writeInbound(bytes.readRetainedSlice(1));
            assertThat(server.<Request>readInbound()).isNull();
        }
        server.writeInbound(bytes);

        assertThat(server.<Request>readInbound()).isEqualTo(new Request.ShowBag(OP, 0));
    }

    @Test
    void twoFramesInOnePacket_areBothRead() {
        server.writeInbound(
                Unpooled.wrappedBuffer(bytesOf(new Request.ShowBag(OP, 0)), bytesOf(new Request.ShowBag(OP, 1))));

        assertThat(server.<Request>readInbound()).isEqualTo(new Request.ShowBag(OP, 0));
        assertThat(server.<Request>readInbound()).isEqualTo(new Request.ShowBag(OP, 1));
    }

    @Test
    void halfAFrameAtTheEnd_isNoRequest() {
        ByteBuf bytes = bytesOf(new Request.ShowBag(OP, 0));
        server.writeInbound(bytes.readRetainedSlice(bytes.readableBytes() - 3));
        bytes.release();

        server.finish();

        assertThat(server.<Request>readInbound()).isNull();
    }

    @Test
    void frameLongerThanAllowed_isRefusedByItsLengthAlone() {
        ByteBuf length = Unpooled.buffer().writeInt(WireFormat.MAX_FRAME_BYTES + 1);

        assertThatThrownBy(() -> server.writeInbound(length)).isInstanceOf(TooLongFrameException.class);
    }

    @Test
    void negativeLength_isReadAsFarTooLong() {
        ByteBuf length = Unpooled.buffer().writeInt(-1);

        assertThatThrownBy(() -> server.writeInbound(length)).isInstanceOf(TooLongFrameException.class);
    }

    @Test
    void unknownKind_isMalformed() {
        assertMalformed(head(9), "request kind was 9 but must be 1 to 5");
    }

    @Test
    void fieldCutShort_isMalformed() {
        ByteBuf frame = head(1).writeShort(50).writeByte('a');

        assertMalformed(frame, "message ended in the middle of a field");
    }

    @Test
    void emptyFrame_isMalformed() {
        assertMalformed(Unpooled.buffer(), "message ended in the middle of a field");
    }

    @Test
    void bytesLeftOver_areMalformed() {
        assertMalformed(head(2).writeByte(0), "message had 1 bytes left over");
    }

    @Test
    void negativeGoldOnTheWire_isMalformed() {
        ByteBuf frame = head(3);
        text(frame, "anna").writeLong(-5);
        text(frame, "");
        text(frame, "bert").writeLong(0);
        text(frame, "");

        assertMalformed(
                frame,
                "message held a value out of range: stake.gold was -5 but must lie between 0 and 1000000000; take gold"
                        + " by asking for it in the other player's stake");
    }

    @Test
    void token_isNotShownInLogs() {
        Request.Login login = new Request.Login(OP, 0, new PlayerId("anna"), "s3cret");

        assertThat(login.toString()).contains("anna").doesNotContain("s3cret");
    }

    @Test
    void loginToken_isValidForItsPlayerAndSecretOnly() {
        LoginTokens tokens = new LoginTokens("one");
        String token = tokens.tokenFor(new PlayerId("anna"));

        assertThat(tokens.isValid(new PlayerId("anna"), token)).isTrue();
        assertThat(tokens.isValid(new PlayerId("bert"), token)).isFalse();
        assertThat(new LoginTokens("other").isValid(new PlayerId("anna"), token))
                .isFalse();
    }

    static Stream<Request> requests() {
        return Stream.of(
                new Request.Login(OP, 0, new PlayerId("anna"), "s3cret"),
                new Request.ShowBag(OP, 1),
                new Request.HitBoss(OP, 2),
                new Request.OfferTrade(OP, 2, TERMS),
                new Request.ConfirmTrade(OP, WireFormat.MAX_ATTEMPT, TERMS));
    }

    static Stream<ServerMessage> serverMessages() {
        return Stream.of(
                new ServerMessage.Reply(OP, new Outcome.Ok("gold=1 items=")),
                new ServerMessage.Reply(OP, new Outcome.Fail("refused: nö")),
                new ServerMessage.Reply(OP, new Outcome.Unknown("")),
                new ServerMessage.TradeOffered(OP, TERMS));
    }

    private void assertMalformed(ByteBuf message, String text) {
        ByteBuf frame = Unpooled.buffer().writeInt(message.readableBytes()).writeBytes(message);
        message.release();

        assertThatThrownBy(() -> server.writeInbound(frame))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage(text);
        assertThat(server.<Request>readInbound()).isNull();
    }

    private ByteBuf bytesOf(Request request) {
        client.writeOutbound(request);
        return collect(client);
    }

    private static ByteBuf collect(EmbeddedChannel channel) {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            all.writeBytes(part);
            part.release();
        }
        return all;
    }

    private static ByteBuf head(int kind) {
        return Unpooled.buffer()
                .writeByte(kind)
                .writeLong(OP.getMostSignificantBits())
                .writeLong(OP.getLeastSignificantBits())
                .writeShort(0);
    }

    private static ByteBuf text(ByteBuf frame, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return frame.writeShort(bytes.length).writeBytes(bytes);
    }
}

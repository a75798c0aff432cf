package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.DefaultByteBufHolder;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Word;
import org.junit.jupiter.api.Test;

/** What an option's text means for messages: their opcode, and what comes in their place. */
class TextSourcesTest {

    private static final String HERE = "org.bluemarble.chaos.netty.TextSourcesTest";

    /** A decoded message as servers have them. */
    interface Packet {
        short opcode();

        default String wrong() {
            return "no number";
        }
    }

    private record Move(short opcode) implements Packet {}

    private static final class Chat {}

    static int opcodeOf(Object message) {
        return message instanceof Chat ? 7 : -1;
    }

    static long ofChat(Chat message) {
        return 9;
    }

    @Test
    void bytes_areReadInEitherOrder() {
        assertThat(opcode("1:2", bytes("0a0b0c"))).isEqualTo(0x0b0c);
        assertThat(opcode("1:2:le", bytes("0a0b0c"))).isEqualTo(0x0c0b);
        assertThat(opcode("0:4", bytes("ff000000"))).isEqualTo(0xff000000L);
        assertThat(opcode("1:2", new DefaultByteBufHolder(bytes("0a0b0c")))).isEqualTo(0x0b0c);
        assertThat(opcode("1:2", bytes("0a0b"))).isEqualTo(OpcodeSource.NONE);
        assertThat(opcode("1:2", "text")).isEqualTo(OpcodeSource.NONE);
    }

    @Test
    void method_isFoundOnTheMessageOrBesideIt() {
        assertThat(opcode(HERE + "$Packet#opcode", new Move((short) 17))).isEqualTo(17);
        assertThat(opcode(HERE + "$Packet#opcode", new Chat())).isEqualTo(OpcodeSource.NONE);
        assertThat(opcode(HERE + "#opcodeOf", new Chat())).isEqualTo(7);
        assertThat(opcode(HERE + "#ofChat", new Chat())).isEqualTo(9);
        assertThat(opcode(HERE + "#ofChat", new Move((short) 1))).isEqualTo(OpcodeSource.NONE);
        assertThat(opcode("com.game.Nothing#opcode", new Chat())).isEqualTo(OpcodeSource.NONE);
    }

    @Test
    void severalPlaces_areAskedInOrder() {
        String both = "0:1+" + HERE + "$Packet#opcode";

        assertThat(opcode(both, bytes("05"))).isEqualTo(5);
        assertThat(opcode(both, new Move((short) 6))).isEqualTo(6);
    }

    @Test
    void methodThatIsNone_isTold() {
        assertThatThrownBy(() -> opcode(HERE + "$Packet#opcod", new Move((short) 1)))
                .hasMessage(HERE + "$Packet has no method opcod");
        assertThatThrownBy(() -> opcode(HERE + "$Packet#wrong", new Move((short) 1)))
                .hasMessage(HERE + "$Packet#wrong returns java.lang.String but must return a whole number");
    }

    private static long opcode(String option, Object message) {
        Findings findings = new Findings();
        List<OpcodePlace> places = OpcodePlace.read(new Word(option, "netty-opcode", null), findings);
        assertThat(findings.problems()).isEmpty();
        return TextSources.opcodes(places).opcode(new EmbeddedChannel(), message);
    }

    private static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(java.util.HexFormat.of().parseHex(hex));
    }

    @Test
    void replacement_takesTheMessagesForm() {
        Replacement bye = TextSources.replacement("bye".getBytes(StandardCharsets.UTF_8));

        assertThat(((ByteBuf) bye.instead(bytes("00"))).toString(StandardCharsets.UTF_8))
                .isEqualTo("bye");
        assertThat(((DefaultByteBufHolder) bye.instead(new DefaultByteBufHolder(bytes("00"))))
                        .content()
                        .toString(StandardCharsets.UTF_8))
                .isEqualTo("bye");
        assertThat(bye.instead("hello")).isEqualTo("bye");
        assertThat(bye.instead(new byte[1])).isEqualTo(new byte[] {'b', 'y', 'e'});
        assertThatThrownBy(() -> bye.instead(new Chat()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a " + HERE + "$Chat is neither bytes nor text");
    }

    @Test
    void replacementThatIsNotForSuchMessages_isRefusedAndTheyPass() {
        try (Chaos chaos = Chaos.create("text");
                Embedded server = new Embedded(
                        ChaosNetty.with(chaos)
                                .replacement("bye", TextSources.replacement(new byte[] {1}))
                                .build(),
                        new ChannelInboundHandlerAdapter())) {
            server.arm(chaos, "x: netty.inbound replace with=bye");
            server.channel().writeInbound(7L);

            assertThat(server.received()).isEqualTo("7");
            assertThat(chaos.events())
                    .anyMatch(event -> event.toString()
                            .contains(
                                    "the replacement 'bye' is not for it: a java.lang.Long is neither bytes nor text"));
        }
    }

    @Test
    void watchOfTheAgent_refusesSettingsThatAreWrong() {
        assertThatThrownBy(() -> new PipelineWatch(Map.of("netty-opcode", "4")))
                .isInstanceOf(ChaosConfigurationException.class)
                .hasMessageContaining("netty-opcode was '4'");
    }
}

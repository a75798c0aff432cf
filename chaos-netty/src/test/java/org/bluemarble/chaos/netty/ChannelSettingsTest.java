package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.Problem;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Word;
import org.junit.jupiter.api.Test;

/** What options tell of channels, and what is refused. */
class ChannelSettingsTest {

    private final Findings findings = new Findings();

    private ChannelSettings read(String key, String text) {
        return ChannelSettings.of(Map.of(key, new Word(text, key, null)), findings);
    }

    private List<String> problems(String key, String text) {
        read(key, text);
        return findings.problems().stream().map(Problem::text).toList();
    }

    @Test
    void groups_haveTheirMembers() throws UnknownHostException {
        List<AddressGroup> groups = read("netty-group", "shard-b:10.1.0.0/16+10.2.0.7:7000;six:2001:db8::/32+[::1]:9")
                .groups();

        assertThat(findings.problems()).isEmpty();
        assertThat(groups).extracting(AddressGroup::name).containsExactly("shard-b", "six");
        assertThat(groups.get(0).has(at("10.1.7.7", 1))).isTrue();
        assertThat(groups.get(0).has(at("10.2.0.7", 7000))).isTrue();
        assertThat(groups.get(0).has(at("10.2.0.7", 7001))).isFalse();
        assertThat(groups.get(1).has(at("2001:db8::7", 1))).isTrue();
        assertThat(groups.get(1).has(at("::1", 9))).isTrue();
        assertThat(groups.get(1).has(at("::1", 8))).isFalse();
    }

    private static Endpoint at(String address, int port) throws UnknownHostException {
        return Endpoint.of(new InetSocketAddress(InetAddress.getByName(address), port));
    }

    @Test
    void opcodes_haveTheirPlaces() {
        assertThat(read("netty-opcode", "4:2+0:1:le+com.game.Packet#opcode").opcodes())
                .containsExactly(
                        new OpcodePlace.InBytes(4, 2, false),
                        new OpcodePlace.InBytes(0, 1, true),
                        new OpcodePlace.OfMethod("com.game.Packet", "opcode"));
        assertThat(findings.problems()).isEmpty();
    }

    @Test
    void replacements_haveTheirBytes() {
        Map<String, byte[]> all = read("netty-replacement", "bye:text:GO AWAY: é;noise:hex:00FF07")
                .replacements();

        assertThat(findings.problems()).isEmpty();
        assertThat(all).containsOnlyKeys("bye", "noise");
        assertThat(all.get("bye")).asString(StandardCharsets.UTF_8).isEqualTo("GO AWAY: é");
        assertThat(all.get("noise")).containsExactly(0, 0xFF, 7);
    }

    @Test
    void whatMayBeHeld_isReadInBytes() {
        assertThat(read("netty-hold-at-most", "4096+65536").held()).isEqualTo(new HeldBounds(4096, 65_536));
        assertThat(read("netty-player", "id").held()).isEqualTo(new HeldBounds(1 << 20, 64 << 20));
        assertThat(findings.problems()).isEmpty();
    }

    @Test
    void whatMayBeHeldIsNoTwoNumbers_isTold() {
        for (String wrong : List.of("4096", "0+1", "1+0", "1+-1", "1+2+3", "1MiB+2MiB", "1+9999999999999999999")) {
            Findings told = new Findings();
            ChannelSettings.of(Map.of("netty-hold-at-most", new Word(wrong, "netty-hold-at-most", null)), told);
            assertThat(told.problems().stream().map(Problem::text))
                    .containsExactly("netty-hold-at-most was '" + wrong
                            + "' but must be two whole numbers of bytes, each 1 or more, of one direction of a channel"
                            + " and of all channels together, for example 1048576+67108864");
        }
    }

    @Test
    void wrongMembers_areEachTold() {
        assertThat(problems("netty-group", "b:10.1.2.3/16+300.1.1.1+10.0.0.1:70000;b:10.0.0.1;C:10.0.0.1;d"))
                .containsExactly(
                        "netty-group.b was given twice but must be given once",
                        "netty-group was 'C:10.0.0.1' but must be a name and its addresses, for example"
                                + " shard-b:10.1.0.0/16+10.2.0.7:7000, the name in lower-case letters, digits and"
                                + " hyphens; write several with ; between them",
                        "netty-group was 'd' but must be a name and its addresses, for example"
                                + " shard-b:10.1.0.0/16+10.2.0.7:7000, the name in lower-case letters, digits and"
                                + " hyphens; write several with ; between them",
                        "netty-group.b was '10.1.2.3/16' but must have no bits behind its first 16; write 10.1.0.0/16",
                        "netty-group.b was '300.1.1.1' but must be an address in digits or a network, for example"
                                + " 10.1.0.0/16",
                        "netty-group.b was '10.0.0.1:70000' but must have a port from 0 to 65535 behind the colon");
    }

    @Test
    void wrongPlaces_areEachTold() {
        String rest = " but must be the place and length of its bytes, from 0 and from 1 to 4, for example 4:2, or"
                + " 4:2:le with the least significant byte first; or a method that tells it, for example"
                + " com.game.Packet#opcode; write several with + between them";
        assertThat(problems("netty-opcode", "4+0:5+-1:2+com.game.Packet+#x"))
                .containsExactly(
                        "netty-opcode was '4'" + rest,
                        "netty-opcode was '0:5'" + rest,
                        "netty-opcode was '-1:2'" + rest,
                        "netty-opcode was 'com.game.Packet'" + rest,
                        "netty-opcode was '#x'" + rest);
    }

    @Test
    void wrongReplacements_areEachTold() {
        String rest = " but must be text: and a text, or hex: and two hexadecimal digits for each byte, at least one";
        assertThat(problems("netty-replacement", "a:GO;b:hex:0;c:hex:;d:text:"))
                .containsExactly(
                        "netty-replacement.a was 'GO'" + rest,
                        "netty-replacement.b was 'hex:0'" + rest,
                        "netty-replacement.c was 'hex:'" + rest,
                        "netty-replacement.d was 'text:'" + rest);
    }
}

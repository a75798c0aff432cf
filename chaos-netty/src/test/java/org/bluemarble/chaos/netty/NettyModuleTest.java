package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bluemarble.chaos.Chaos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that could never act, and addresses that are none, are refused where they are written. */
class NettyModuleTest {

    private final Chaos chaos = Chaos.create("module");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            x: netty.reed latency 1ms                          | column 4  point was 'netty.reed', which no module provides; did you mean 'netty.read'?
            x: netty.read loss                                 | column 15  fault was 'loss', which makes no sense at netty.read; it acts at netty.receive and netty.send
            x: netty.write black-hole direction=in             | column 27  direction is unknown; black-hole takes nothing
            x: netty.connection black-hole sideways            | column 32  black-hole was 'sideways' but must be both, in or out
            x: netty.connection reset after-bytes=7            | column 27  after-bytes is unknown; reset takes nothing
            x: netty.read bandwidth                            | column 1  bytes-per-second is missing: how many, for each connection
            x: netty.read bandwidth 0                          | column 25  bandwidth was 0 but must lie between 1 and 1099511627776
            x: netty.read retransmission times=7               | column 36  times was 7 but must lie between 1 and 6
            x: netty.read reset phase=after                    | column 27  phase was after but must be before; netty.read offers no other phase
            x: netty.write slice 0                             | column 22  slice was 0 but must lie between 1 and 65536
            x: netty.inbound replace                           | column 1  with is missing: the name of a replacement that the game server registered
            x: netty.inbound reorder 0                         | column 26  reorder was 0 but must lie between 1 and 1000
            x: netty.inbound drop promise=maybe                | column 31  promise was 'maybe' but must be success or failure
            x: netty.read loop-stall                           | column 1  duration is missing: how long
            x: netty.read loop-stall 2m                        | column 26  loop-stall was 2m but must lie between 1ms and 1m
            x: netty.read[transport=carrier-pigeon] latency 1ms | column 25  transport was 'carrier-pigeon' but must be nio, epoll, kqueue, io-uring, local, embedded or other
            x: netty.read[side=middle] latency 1ms             | column 20  side was 'middle' but must be server or client
            x: netty.read[opcode=7] latency 1ms                | column 15  opcode is no attribute of calls at netty.read; they have bytes, cohort, connection, group, local-port, network, operation, player, remote, remote-host, remote-port, session, shard, side, test and transport
            x: netty.inbound[opcode=move] latency 1ms          | column 25  opcode was 'move' but must be a whole number
            x: netty.inbound[step=0] latency 1ms               | column 23  step was 0 but must lie between 1 and 9223372036854775807
            x: netty.inbound[handlr=game] latency 1ms          | column 18  handlr is no attribute of calls at netty.inbound; did you mean 'handler'?
            """)
    void ruleThatCouldNeverAct_isRefused(String line, String problem) {
        assertThat(chaos.check(line)).singleElement().hasToString(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            10.1.2.3/16     | must have no bits behind its first 16; write 10.1.0.0/16
            10.1.2.3/33     | must have 0 to 32 bits behind the slash
            10.1.2.3/x      | must have 0 to 32 bits behind the slash
            10.1.2.3:70000  | must have a port from 0 to 65535 behind the colon
            10.1.2.3:       | must have a port from 0 to 65535 behind the colon
            10.1.2          | must be an address in digits or a network, for example 10.1.0.0/16
            010.1.2.3       | must be an address in digits or a network, for example 10.1.0.0/16
            300.1.2.3       | must be an address in digits or a network, for example 10.1.0.0/16
            localhost       | must be an address in digits or a network, for example 10.1.0.0/16
            fe80::1%lo      | must be an address in digits or a network, for example 10.1.0.0/16
            ::1/129         | must have 0 to 128 bits behind the slash
            ``              | must be an address in digits or a network, for example 10.1.0.0/16
            """)
    void memberThatIsNoAddress_isRefused(String member, String problem) {
        assertThatThrownBy(() -> ChaosNetty.with(chaos).group("shard-b", member))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("member of group shard-b was '" + member + "' but " + problem);
    }

    @Test
    void groupWithSeveralProblems_tellsThemAtOnce() {
        assertThatThrownBy(() -> ChaosNetty.with(chaos).group("Shard B", "here", "10.0.0.0/8", "10.0.0.1:x"))
                .hasMessage("group was 'Shard B' but must be lower-case letters, digits and hyphens;"
                        + " member of group Shard B was 'here' but must be an address in digits or a network, for example"
                        + " 10.1.0.0/16; member of group Shard B was '10.0.0.1:x' but must have a port from 0 to 65535"
                        + " behind the colon");
        assertThatThrownBy(() -> ChaosNetty.with(chaos).group("empty"))
                .hasMessage("group empty was empty but must have a member, for example 10.1.0.0/16 or 10.1.2.3:7000");
    }

    @Test
    void settingsThatAreNone_areRefused() {
        assertThatThrownBy(() -> ChaosNetty.with(chaos).holdAtMost(0, 1))
                .hasMessage("held bytes were 0 and 1 but must both be 1 or more");
        assertThatThrownBy(() -> OpcodeSource.atOffset(-1, 2))
                .hasMessage("opcode was at -1 with length 2 but must be at 0 or more, with length 1 to 4");
    }
}

package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.stream.Stream;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.FaultDescriptor;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.ModuleFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules built in code are those that are read from a line. */
class NettyFaultsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("netty.read", NettyFaults.bandwidth(1000), "bandwidth 1000"),
                arguments("netty.read", NettyFaults.retransmission(), "retransmission"),
                arguments("netty.read", NettyFaults.retransmission(SECOND, 3), "retransmission 1s times=3"),
                arguments("netty.write", NettyFaults.blackHole(), "black-hole"),
                arguments(
                        "netty.connection",
                        NettyFaults.blackHole(NettyFaults.Direction.OUT),
                        "black-hole direction=out"),
                arguments(
                        "netty.connection",
                        NettyFaults.blackHole(NettyFaults.Direction.BOTH, SECOND),
                        "black-hole direction=both duration=1s"),
                arguments("netty.connection", NettyFaults.halfOpen(), "half-open"),
                arguments("netty.connection", NettyFaults.away(), "away"),
                arguments("netty.connection", NettyFaults.away(SECOND, SECOND.multipliedBy(2)), "away 1s to=2s"),
                arguments("netty.write", NettyFaults.slice(3), "slice 3"),
                arguments("netty.write", NettyFaults.slice(3, SECOND), "slice 3 gap=1s"),
                arguments("netty.send", NettyFaults.corrupt(2), "corrupt 2"),
                arguments("netty.send", NettyFaults.corrupt(2, 7), "corrupt 2 offset=7"),
                arguments("netty.write", NettyFaults.failedWrite(), "failed-write"),
                arguments("netty.connection", NettyFaults.unwritable(), "unwritable"),
                arguments("netty.connection", NettyFaults.unwritable(SECOND), "unwritable 1s"),
                arguments("netty.connection", NettyFaults.reset(), "reset"),
                arguments("netty.read", NettyFaults.resetAfter(10), "reset after-bytes=10"),
                arguments("netty.inbound", NettyFaults.disconnect(), "disconnect"),
                arguments("netty.write", NettyFaults.disconnectAfter(10), "disconnect after-bytes=10"),
                arguments("netty.accept", NettyFaults.refused(), "refused"),
                arguments("netty.connect", NettyFaults.timeout(), "timeout"),
                arguments("netty.connect", NettyFaults.timeout(SECOND), "timeout 1s"),
                arguments("netty.receive", NettyFaults.loss(), "loss"),
                arguments("netty.receive", NettyFaults.duplicate(2), "duplicate 2"),
                arguments("netty.outbound", NettyFaults.reorder(2, SECOND), "reorder 2 within=1s"),
                arguments("netty.receive", NettyFaults.truncate(9), "truncate 9"),
                arguments("netty.accept", NettyFaults.hold(), "hold"),
                arguments("netty.inbound", NettyFaults.hold(SECOND), "hold 1s"),
                arguments("netty.inbound", NettyFaults.drop(), "drop"),
                arguments("netty.outbound", NettyFaults.dropAndTell(), "drop promise=failure"),
                arguments("netty.inbound", NettyFaults.replace("shout"), "replace shout"),
                arguments("netty.read", NettyFaults.loopStall(SECOND), "loop-stall 1s"),
                arguments("netty.close", NettyFaults.loopSpin(SECOND), "loop-stall 1s how=spin"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultBuiltInCode_isTheOneOfTheLine(String point, ModuleFault fault, String spelling) {
        FaultRule rule = FaultRule.named("x")
                .at(point)
                .where("player", "p1")
                .inject(fault)
                .build();

        try (Chaos chaos = Chaos.create("faults");
                ArmedRule armed = chaos.arm(rule)) {
            FaultRule ofLine = FaultRule.parse("x: " + point + "[player=p1] " + spelling);
            assertThat(armed.rule().fault()).isEqualTo(ofLine.fault());
            assertThat(FaultRule.parse(rule.line())).isEqualTo(ofLine);
        }
    }

    @Test
    void everyFaultOfTheCatalogue_canBeBuilt() {
        assertThat(faults().map(one -> ((ModuleFault) one.get()[1]).name()))
                .containsAll(new NettyModule()
                        .faults().stream().map(FaultDescriptor::name).toList());
    }
}

package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the game server's own code may do to us: extractors that throw, messages of its own, pipelines that it changes. */
class ServersOwnCodeTest {

    private final Chaos chaos = Chaos.create("own");

    @AfterEach
    void close() {
        chaos.close();
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }

    @Test
    void extractorsThatThrow_messagesAreNobodysAndPassAndItIsToldOnce() {
        long problems = InternalProblems.count();
        ChaosNetty netty = ChaosNetty.with(chaos)
                .playerFrom(channel -> {
                    throw new IllegalStateException("no player");
                })
                .sessionFrom(channel -> {
                    throw new IllegalStateException("no session");
                })
                .opcodeFrom((channel, message) -> {
                    throw new ClassCastException("no opcode");
                })
                .build();
        try (Embedded embedded = new Embedded(netty, new ChannelInboundHandlerAdapter())) {
            ArmedRule player = embedded.arm(chaos, "a: netty.read[player=p1] reset");
            ArmedRule session = embedded.arm(chaos, "b: netty.inbound[session=s1] drop");
            ArmedRule opcode = embedded.arm(chaos, "c: netty.inbound[opcode=7] drop");
            for (int i = 0; i < 5; i++) {
                embedded.channel().writeInbound(bytes("x"));
            }

            assertThat(embedded.received()).isEqualTo("xxxxx");
            assertThat(List.of(player, session, opcode))
                    .allSatisfy(rule -> assertThat(rule.counters().selected()).isZero());
            assertThat(InternalProblems.count()).isEqualTo(problems + 2);
        }
    }

    @Test
    void attributeOfAnotherType_channelIsNobodys() {
        ChaosNetty netty = ChaosNetty.of(chaos);
        try (Embedded embedded = new Embedded(netty, new ChannelInboundHandlerAdapter())) {
            @SuppressWarnings({"unchecked", "rawtypes"}) // As a server does that uses the name for something else.
            io.netty.util.AttributeKey<Object> key = (io.netty.util.AttributeKey) ChaosNetty.PLAYER;
            embedded.channel().attr(key).set(17);
            embedded.arm(chaos, "x: netty.read[player=17] reset");

            embedded.channel().writeInbound(bytes("x"));

            assertThat(embedded.received()).isEqualTo("x");
        }
    }

    @Test
    void handlerAndClassThatDoNotExist_nothingIsSelectedAndEverythingPasses() {
        ChaosNetty netty = ChaosNetty.of(chaos);
        try (Embedded embedded = new Embedded(netty, new ChannelInboundHandlerAdapter())) {
            ArmedRule handler = embedded.arm(chaos, "a: netty.inbound[handler=nobody] drop");
            ArmedRule type = embedded.arm(chaos, "b: netty.inbound[handler-type=com.game.Gone] drop");
            ArmedRule message = embedded.arm(chaos, "c: netty.outbound[message=com.game.NoSuchMessage] drop");

            embedded.channel().writeInbound("in");
            embedded.channel().writeOutbound("out");

            assertThat(embedded.received()).isEqualTo("in");
            assertThat(embedded.sent()).isEqualTo("out");
            assertThat(List.of(handler, type, message))
                    .allSatisfy(rule -> assertThat(rule.counters().selected()).isZero());
        }
    }

    @Test
    void messageThatIsNotReferenceCounted_isDuplicatedOnceAlthoughManyHandlersAreBehind() {
        ChaosNetty netty = ChaosNetty.of(chaos);
        try (Embedded embedded = new Embedded(
                netty,
                new ChannelInboundHandlerAdapter(),
                new ChannelInboundHandlerAdapter(),
                new ChannelDuplexHandler())) {
            ArmedRule rule = embedded.arm(chaos, "x: netty.inbound[message=String] duplicate");

            embedded.channel().writeInbound("a", "b");

            assertThat(embedded.received()).isEqualTo("aabb");
            assertThat(rule.counters().injected()).isEqualTo(2);
        }
    }

    @Test
    void bytesFaultOnAnObject_isRefusedAndTheObjectPasses() {
        ChaosNetty netty = ChaosNetty.of(chaos);
        try (Embedded embedded = new Embedded(netty, new ChannelInboundHandlerAdapter())) {
            embedded.arm(chaos, "x: netty.inbound[message=String] corrupt");
            embedded.arm(chaos, "y: netty.read corrupt");

            embedded.channel().writeInbound("an object");

            assertThat(embedded.received()).isEqualTo("an object");
        }
    }

    @Test
    void serverTakesEverythingOutOfItsPipeline_oursComeBackAndActOnWhatItPutsIn() {
        ChaosNetty netty = ChaosNetty.of(chaos);
        try (Embedded embedded = new Embedded(netty, new ChannelInboundHandlerAdapter())) {
            embedded.arm(chaos, "a: netty.read latency 1ms");
            embedded.arm(chaos, "b: netty.inbound[handler=v2,message=String] drop nth=1");
            ChannelPipeline pipeline = embedded.channel().pipeline();

            List<String> former = pipeline.names();
            former.stream().filter(name -> pipeline.get(name) != null).forEach(pipeline::remove);
            pipeline.addLast("v2", new ChannelInboundHandlerAdapter());
            pipeline.addLast("collector", new ChannelDuplexHandler());
            embedded.turn();

            assertThat(pipeline.names().get(0)).isEqualTo(Wire.HEAD);
            assertThat(pipeline.names())
                    .filteredOn(name -> name.startsWith(Wire.HEAD + "-tap-"))
                    .hasSize(3);
            chaos.rules().forEach(ArmedRule::disarm);
            embedded.turn();
            assertThat(pipeline.names()).noneMatch(name -> name.startsWith(Wire.HEAD));
        }
    }

    @Test
    void serverTakesOursOutWhileTheyHoldBytes_everythingPassesInOrder() {
        ChaosNetty netty = ChaosNetty.of(chaos);
        try (Embedded embedded = new Embedded(netty, new ChannelInboundHandlerAdapter())) {
            embedded.arm(chaos, "a: netty.read black-hole");
            embedded.arm(chaos, "b: netty.write black-hole");
            embedded.channel().writeInbound(bytes("1"), bytes("2"));
            embedded.channel().writeOneOutbound(bytes("3"));
            embedded.channel().writeOneOutbound(bytes("4"));
            assertThat(netty.heldBytes()).isEqualTo(4 * (1 + HeldSize.OF_EACH));

            embedded.channel().pipeline().remove(Wire.HEAD);
            embedded.channel().flushOutbound();

            assertThat(embedded.received()).isEqualTo("12");
            assertThat(embedded.sent()).isEqualTo("34");
            assertThat(netty.heldBytes()).isZero();
        }
    }

    @Test
    void handlerReplacedByAMessage_nextMessageMeetsTheNewOne() {
        ChaosNetty netty = ChaosNetty.of(chaos);
        try (Embedded embedded = new Embedded(netty)) {
            embedded.channel().pipeline().addLast("v1", new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext ctx, Object message) {
                    if (message.equals("upgrade")) {
                        ctx.pipeline().addAfter("v1", "v2", new ChannelInboundHandlerAdapter());
                        ctx.pipeline().remove("v1");
                    }
                    ctx.fireChannelRead(message);
                }
            });
            ArmedRule rule = embedded.arm(chaos, "x: netty.inbound[handler=v2,message=String] drop nth=1");

            embedded.channel().writeInbound("old", "upgrade", "lost", "kept");

            assertThat(embedded.received()).isEqualTo("oldupgradekept");
            assertThat(rule.counters().injected()).isEqualTo(1);
        }
    }

    @Test
    void handlerReplacedByOneOfTheSameName_nextMessageMeetsItsType() {
        ChaosNetty netty = ChaosNetty.of(chaos);
        try (Embedded embedded = new Embedded(netty)) {
            ChannelPipeline pipeline = embedded.channel().pipeline();
            pipeline.addLast("game", new ChannelInboundHandlerAdapter());
            ArmedRule rule = embedded.arm(chaos, "x: netty.inbound[handler-type=ChannelDuplexHandler] drop");
            embedded.channel().writeInbound("old");

            pipeline.replace("game", "game", new ChannelDuplexHandler());
            embedded.channel().writeInbound("lost");
            pipeline.replace("game", "game", new ChannelInboundHandlerAdapter());
            embedded.channel().writeInbound("kept");

            assertThat(embedded.received()).isEqualTo("oldkept");
            assertThat(rule.counters().injected()).isEqualTo(1);
        }
    }

    @Test
    void handlersChangeAndNothingComes_whatIsWrittenMeetsTheNewOne() {
        ChaosNetty netty = ChaosNetty.of(chaos);
        try (Embedded embedded = new Embedded(netty, new ChannelInboundHandlerAdapter())) {
            ArmedRule rule = embedded.arm(chaos, "x: netty.outbound[handler=encoder,message=String] drop nth=1");

            embedded.channel().pipeline().addFirst("encoder", new ChannelDuplexHandler());
            embedded.channel().pipeline().fireChannelReadComplete();
            embedded.channel().writeOutbound("lost", "kept");

            assertThat(embedded.sent()).isEqualTo("kept");
            assertThat(rule.counters().injected()).isEqualTo(1);
        }
    }

    @Test
    void manyHandlersComeAndGo_noMoreOfOursStayThanAreNeeded() {
        ChaosNetty netty = ChaosNetty.of(chaos);
        try (Embedded embedded = new Embedded(netty, new ChannelInboundHandlerAdapter())) {
            embedded.arm(chaos, "x: netty.inbound[message=String] latency 0ms");
            ChannelPipeline pipeline = embedded.channel().pipeline();
            for (int i = 0; i < 50; i++) {
                pipeline.addFirst("one", new ChannelInboundHandlerAdapter());
                embedded.channel().writeInbound("x");
                pipeline.remove("one");
                embedded.channel().writeInbound("y");
            }

            assertThat(embedded.received()).isEqualTo("xy".repeat(50));
            // In front of the one handler, and behind it.
            assertThat(pipeline.names())
                    .filteredOn(name -> name.startsWith(Wire.HEAD + "-tap-"))
                    .hasSize(2);
        }
    }
}

package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import org.bluemarble.chaos.ArmedRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What the game server itself tells about its messages: what they are, and what comes in their place. */
@ParameterizedClass
@MethodSource("org.bluemarble.chaos.netty.Stack#all")
class MessageSourcesTest extends TwoPlayers {

    MessageSourcesTest(Stack stack) {
        super(
                stack,
                "message",
                settings -> settings.replacement(
                                "shout", message -> message.toString().toUpperCase(java.util.Locale.ROOT))
                        .opcodeFrom((channel, message) ->
                                message instanceof String text ? text.charAt(0) : OpcodeSource.NONE));
    }

    private ArmedRule arm(String line) {
        ArmedRule rule = chaos.arm(line);
        await().atMost(PATIENCE).until(() -> isTapped(one) && isTapped(two));
        return rule;
    }

    private boolean isTapped(LineClient client) {
        return pipeline(client).stream().anyMatch(name -> name.startsWith(Wire.HEAD + "-tap-"));
    }

    private List<String> pipeline(LineClient client) {
        return server.seen(client).channel.pipeline().names();
    }

    @Test
    void replace_handlerSeesTheOther() throws IOException {
        arm("x: netty.inbound[handler-type=SimpleChannelInboundHandler,player=p1] replace with=shout limit=1");

        assertThat(one.ask("quiet")).isEqualTo("QUIET");
        assertThat(one.ask("quiet")).isEqualTo("quiet");
    }

    @Test
    void replacementThatNobodyRegistered_isRefusedAndTheMessagePasses() throws IOException {
        ArmedRule rule = arm("x: netty.inbound[message=String,player=p1] replace with=nothing");

        assertThat(one.ask("a")).isEqualTo("a");

        assertThat(chaos.events())
                .anyMatch(event -> event.toString().contains("no replacement is registered as 'nothing'"));
    }

    @Test
    void hold_messageAndThoseBehindItComeWhenTheRuleEnds() throws IOException {
        ArmedRule rule = arm("x: netty.inbound[opcode=" + (int) 'h' + ",player=p1] hold");
        one.send("held");
        one.send("behind");
        await().atMost(PATIENCE).until(() -> rule.counters().injected() == 1);
        assertThat(two.ask("held not")).isEqualTo("held not");

        rule.disarm();

        assertThat(one.read()).isEqualTo("held");
        assertThat(one.read()).isEqualTo("behind");
    }
}

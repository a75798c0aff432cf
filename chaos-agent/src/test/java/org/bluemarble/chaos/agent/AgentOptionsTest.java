package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bluemarble.chaos.Problem;
import org.bluemarble.chaos.Selector;
import org.bluemarble.chaos.ValuePattern;
import org.bluemarble.chaos.agent.netty.NettyOptions;
import org.bluemarble.chaos.spi.Findings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgentOptionsTest {

    @Test
    void noOptions_leaveEverythingAtItsDefault() {
        AgentOptions none = new AgentOptions(
                null, null, null, null, Set.of(), null, null, null, false, null, null, false, null, NettyOptions.NONE);

        assertThat(parsed(null)).isEqualTo(none);
        assertThat(parsed("")).isEqualTo(none);
    }

    @Test
    void allOptions_areRead() {
        assertThat(
                        parsed(
                                "config=chaos.yaml,watch=live.yaml,incidents=own.yaml,ceiling=etc/ceiling.yaml,allow=crash+hang,seed=-42,signal-file=/run/stop"))
                .isEqualTo(new AgentOptions(
                        Path.of("chaos.yaml"),
                        Path.of("live.yaml"),
                        Path.of("own.yaml"),
                        Path.of("etc/ceiling.yaml"),
                        Set.of("crash", "hang"),
                        -42L,
                        null,
                        null,
                        false,
                        null,
                        null,
                        false,
                        Path.of("/run/stop"),
                        NettyOptions.NONE));
    }

    @Test
    void quotedValue_mayHoldCommasAndEqualsSigns() {
        assertThat(parsed("config=\"a,b=c.yaml\",seed=1").config()).isEqualTo(Path.of("a,b=c.yaml"));
    }

    @Test
    void text_readsBackAsTheSameOptionsWithPathsOfTheFolder() {
        AgentOptions options = parsed(
                "config=\"a,b=c.yaml\",ceiling=/etc/ceiling.yaml,allow=hang+crash,seed=-42,journal=%p.jsonl,metrics=true,signal-file=stop");

        String text = options.textIn(Path.of("/srv/game"));

        assertThat(text)
                .isEqualTo(
                        "config=\"/srv/game/a,b=c.yaml\",ceiling=/etc/ceiling.yaml,allow=crash+hang,seed=-42,journal=/srv/game/%p.jsonl,metrics=true,signal-file=/srv/game/stop");
        assertThat(parsed(text))
                .isEqualTo(new AgentOptions(
                        Path.of("/srv/game/a,b=c.yaml"),
                        null,
                        null,
                        Path.of("/etc/ceiling.yaml"),
                        Set.of("crash", "hang"),
                        -42L,
                        Path.of("/srv/game/%p.jsonl"),
                        null,
                        true,
                        null,
                        null,
                        false,
                        Path.of("/srv/game/stop"),
                        NettyOptions.NONE));
        assertThat(parsed("").textIn(Path.of("/srv/game"))).isEmpty();
    }

    @Test
    void scopesInstanceAndPropagation_areReadAndWritten() {
        AgentOptions read = parsed("protect=\"player=gm-1|'gm 2',table~ledger*\",instance=eu-3,propagate=executors");

        assertThat(read.protectedScopes())
                .containsExactly(
                        Selector.Condition.of(
                                "player", false, ValuePattern.exactly("gm 2"), ValuePattern.exactly("gm-1")),
                        Selector.Condition.of("table", false, ValuePattern.prefix("ledger")));
        assertThat(read.instance()).isEqualTo("eu-3");
        assertThat(read.propagate()).isTrue();
        assertThat(parsed(read.textIn(Path.of("/srv/game")))).isEqualTo(read);
        assertThat(problems("protect=playr=gm-1"))
                .containsExactly("playr is no attribute of calls; did you mean 'player'?");
        assertThat(problems("propagate=all"))
                .containsExactly(
                        "propagate was 'all' but must be executors, the one thing that contexts can be carried through");
    }

    @Test
    void boundsThatWereMeant_areKnown_howeverTheyAreSpelled() {
        assertThat(AgentOptions.boundsNamedIn("ceilng=x,protct=player=y,seed=1"))
                .containsExactly("ceiling", "protect");
        assertThat(parsed("seed=1").boundsNamed()).isEmpty();
        assertThat(parsed("protect=player=gm-1").boundsNamed()).containsExactly("protect");
    }

    @Test
    void journalAndReplay_areRead() {
        AgentOptions read = parsed("journal=logs/chaos-%p.jsonl,replay=former.jsonl,metrics=true");

        assertThat(read.journal()).isEqualTo(Path.of("logs/chaos-%p.jsonl"));
        assertThat(read.replay()).isEqualTo(Path.of("former.jsonl"));
        assertThat(read.metrics()).isTrue();
        assertThat(problems("replay=x,seed=1"))
                .containsExactly(
                        "seed was given together with replay but a replay has the recorded seed; leave one out");
    }

    @Test
    void whatIsToldOfChannels_isReadAndWritten() {
        AgentOptions read = parsed("netty-player=id,netty-group=b:10.1.0.0/16+10.2.0.7:7000;c:*:80,netty-opcode=4:2,"
                + "netty-replacement=\"bye:text:GO, AWAY\",netty-prefix=io.grpc.netty.shaded,"
                + "netty-hold-at-most=4096+65536");

        assertThat(read.netty().given())
                .containsExactly(
                        Map.entry("netty-player", "id"),
                        Map.entry("netty-group", "b:10.1.0.0/16+10.2.0.7:7000;c:*:80"),
                        Map.entry("netty-opcode", "4:2"),
                        Map.entry("netty-replacement", "bye:text:GO, AWAY"),
                        Map.entry("netty-hold-at-most", "4096+65536"),
                        Map.entry("netty-prefix", "io.grpc.netty.shaded"));
        assertThat(parsed(read.textIn(Path.of("/srv/game")))).isEqualTo(read);
    }

    @Test
    void whatIsWronglyToldOfChannels_isRefused() {
        assertThat(
                        problems(
                                "netty-group=b:10.1.2.3/16,netty-gruop=c:*:80,netty-replacement=bye:GO,netty-hold-at-most=4096"))
                .containsExactly(
                        "'netty-gruop' is no option; did you mean 'netty-group'?",
                        "netty-group.b was '10.1.2.3/16' but must have no bits behind its first 16; write 10.1.0.0/16",
                        "netty-replacement.bye was 'GO' but must be text: and a text, or hex: and two hexadecimal"
                                + " digits for each byte, at least one",
                        "netty-hold-at-most was '4096' but must be two whole numbers of bytes, each 1 or more, of one"
                                + " direction of a channel and of all channels together, for example 1048576+67108864");
    }

    @Test
    void openQuote_isTold() {
        assertThat(problems("config=\"a.yaml")).containsExactly("a double quote is not closed");
    }

    @Test
    void emptyPartsAndNames_areTold() {
        assertThat(problems("seed=1,"))
                .containsExactly("an option is empty; write key=value, with one comma between two");
        assertThat(problems("allow=crash++hang")).hasSize(1);
        assertThat(problems("config=")).containsExactly("config had no value; write config=...");
        assertThat(problems("config=a\0b")).singleElement().asString().startsWith("config was ");
    }

    @Test
    void seedOutOfRange_isTold() {
        assertThat(problems("seed=9223372036854775808")).hasSize(1);
    }

    private static AgentOptions parsed(@Nullable String text) {
        Findings findings = new Findings();
        AgentOptions options = AgentOptions.parse(text, findings);
        assertThat(findings.problems()).isEmpty();
        return options;
    }

    private static List<String> problems(String text) {
        Findings findings = new Findings();
        AgentOptions.parse(text, findings);
        return findings.problems().stream().map(Problem::text).toList();
    }
}

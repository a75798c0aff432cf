package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.fuzz.Fuzz;
import org.bluemarble.chaos.spi.Findings;
import org.junit.jupiter.api.Test;

/** Whatever stands behind {@code -javaagent:…=} is options, which are written as they are read, or a refusal. */
class AgentOptionsFuzzTest {

    private static final List<String> OPTIONS = List.of(
            "config=chaos.yaml,watch=/etc/chaos/rules.yaml,incidents=own.yaml,ceiling=\"a,b.yaml\",allow=crash+hang,seed=42",
            "journal=/var/log/chaos-%p.jsonl,metrics=true,instance=shard-3,propagate=executors,signal-file=/run/stop",
            "protect=\"player=gm-1|gm-2,player~test-*\",replay=chaos.jsonl",
            "protect=player!~/^p[0-9]+$/,ceiling=ceiling.yaml,metrics=false",
            "netty-player=id,netty-group=b:10.1.0.0/16+[::1]:7;any:*:80,netty-opcode=4:2:le+com.game.Packet#opcode",
            "netty-session=s,netty-hold-at-most=4096+65536,netty-prefix=a.b+c,netty-replacement=\"bye:text:GO, AWAY;noise:hex:00ff\"");

    @Test
    void anyText_isOptionsOrARefusal() {
        Path folder = Path.of("/srv/game");
        Fuzz.reading("agent options", OPTIONS, 20_000, text -> {
            Findings findings = new Findings();
            AgentOptions options = AgentOptions.parse(text, findings);
            AgentOptions.boundsNamedIn(text);
            if (!findings.isEmpty()) {
                throw new ChaosConfigurationException("options", findings.problems());
            }
            Findings again = new Findings();
            String written = options.textIn(folder);
            AgentOptions read = AgentOptions.parse(written, again);
            assertThat(again.problems()).as(written).isEmpty();
            assertThat(read.textIn(folder)).isEqualTo(written);
            assertThat(read.protectedScopes()).isEqualTo(options.protectedScopes());
            assertThat(read.instance()).isEqualTo(options.instance());
            assertThat(read.netty()).isEqualTo(options.netty());
        });
    }
}

package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.bluemarble.chaos.Problem;
import org.bluemarble.chaos.spi.Findings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgentOptionsTest {

    @Test
    void noOptions_leaveEverythingAtItsDefault() {
        AgentOptions none = new AgentOptions(null, null, Set.of(), null, null);

        assertThat(parsed(null)).isEqualTo(none);
        assertThat(parsed("")).isEqualTo(none);
    }

    @Test
    void allOptions_areRead() {
        assertThat(parsed("config=chaos.yaml,ceiling=etc/ceiling.yaml,allow=crash+hang,seed=-42,signal-file=/run/stop"))
                .isEqualTo(new AgentOptions(
                        Path.of("chaos.yaml"), Path.of("etc/ceiling.yaml"), Set.of("crash", "hang"), -42L, Path.of("/run/stop")));
    }

    @Test
    void quotedValue_mayHoldCommasAndEqualsSigns() {
        assertThat(parsed("config=\"a,b=c.yaml\",seed=1").config()).isEqualTo(Path.of("a,b=c.yaml"));
    }

    @Test
    void openQuote_isTold() {
        assertThat(problems("config=\"a.yaml")).containsExactly("a double quote is not closed");
    }

    @Test
    void emptyPartsAndNames_areTold() {
        assertThat(problems("seed=1,")).containsExactly("'' is no option; known are config, ceiling, allow," + " seed and signal-file");
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

package org.bluemarble.chaos.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> NAMES = List.of("lost-ack", "lost-request", "latency", "hang", "to");

    @Test
    void typingErrors_areForgiven() {
        assertThat(Nearest.to("lost-akc", NAMES)).as("swapped").contains("lost-ack");
        assertThat(Nearest.to("latancy", NAMES)).as("wrong").contains("latency");
        assertThat(Nearest.to("latncy", NAMES)).as("missing").contains("latency");
        assertThat(Nearest.to("haang", NAMES)).as("added").contains("hang");
    }

    @Test
    void anotherWord_isNotTakenForOne() {
        assertThat(Nearest.to("explode", NAMES)).isEmpty();
        assertThat(Nearest.to("at", NAMES)).isEmpty();
        assertThat(Nearest.to("", NAMES)).isEmpty();
        assertThat(Nearest.to("l".repeat(1_000_000), NAMES)).isEmpty();
    }

    @Test
    void equallyNearNames_areOrderedByAlphabet() {
        assertThat(Nearest.to("hanx", List.of("hany", "hang"))).contains("hang");
    }

    @Test
    void lists_readAsAPersonWouldSayThem() {
        assertThat(Nearest.list(List.of("a"), "or")).isEqualTo("a");
        assertThat(Nearest.list(List.of("a", "b"), "or")).isEqualTo("a or b");
        assertThat(Nearest.list(List.of("a", "b", "c"), "and")).isEqualTo("a, b and c");
    }
}

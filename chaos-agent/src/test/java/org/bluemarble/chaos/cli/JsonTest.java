package org.bluemarble.chaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void everyKindOfValue_isWritten() {
        Json json = Json.object()
                .with("text", "a \"b\" \\ c\n")
                .with("number", 42L)
                .with("share", 0.5)
                .with("yes", true)
                .with("nothing", null)
                .with("list", List.of("x", "y"))
                .with("array", new String[] {"z"})
                .with("object", Json.object());

        assertThat(json)
                .hasToString("{\"text\":\"a \\\"b\\\" \\\\ c\\n\",\"number\":42,\"share\":0.5,\"yes\":true,"
                        + "\"nothing\":null,\"list\":[\"x\",\"y\"],\"array\":[\"z\"],\"object\":{}}");
    }

    @Test
    void anyText_readsBackTheSame() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        ObjectMapper reader = new ObjectMapper();
        for (int i = 0; i < 1000; i++) {
            StringBuilder text = new StringBuilder();
            for (int c = random.nextInt(20); c > 0; c--) {
                text.appendCodePoint(random.nextInt(4) == 0 ? random.nextInt(0x80) : random.nextInt(0xd800));
            }
            text.append("\ud83d\udc09");

            JsonNode read = reader.readTree(Json.object().with("text", text).toString());

            assertThat(read.get("text").asText()).isEqualTo(text.toString());
        }
    }
}

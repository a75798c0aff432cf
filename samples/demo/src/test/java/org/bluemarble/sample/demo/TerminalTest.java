package org.bluemarble.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void progressOnATerminal_isRewrittenAndNeverWiderThanIt() {
        Terminal terminal = new Terminal(out, 20);

        terminal.begin("1/16 naive lost-ack");
        terminal.show("warming up");
        terminal.line("done");

        assertThat(written()).isEqualTo("\r\u001b[K  1/16 naive lost-a\r\u001b[Kdone\n");
    }

    @Test
    void progressIntoAFile_isLeftOut() {
        Terminal terminal = new Terminal(out, 0);

        terminal.show("warming up");
        terminal.line("done");

        assertThat(written()).isEqualTo("done\n");
    }

    @Test
    void afterTheLastLine_nothingMoreIsSaid() {
        Terminal terminal = new Terminal(out, 80);

        terminal.lastLine("Stopping");
        terminal.show("warming up");
        terminal.line("not as expected: broke off");

        assertThat(written()).isEqualTo("\r\u001b[KStopping\n");
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

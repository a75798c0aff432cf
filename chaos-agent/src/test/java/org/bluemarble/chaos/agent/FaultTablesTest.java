package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.ServiceLoader;
import org.bluemarble.chaos.CatalogueTables;
import org.bluemarble.chaos.spi.ChaosModule;
import org.junit.jupiter.api.Test;

/** Readers look up faults and points in docs/faults.md; rules obey the catalogue. The two must say the same. */
class FaultTablesTest {

    private static final String BEGINNING = "<!-- generated from the catalogue: begin -->\n";
    private static final String END = "<!-- generated from the catalogue: end -->\n";

    private final Path document = Path.of("..", "docs", "faults.md");
    private final Path renewed = Path.of("target", "faults.md");

    @Test
    void document_holdsTheTablesOfTheCatalogue() throws IOException {
        String text = Files.readString(document);
        assertThat(text).as("%s", document).containsOnlyOnce(BEGINNING).containsOnlyOnce(END);
        String before = text.substring(0, text.indexOf(BEGINNING) + BEGINNING.length());
        String after = text.substring(text.indexOf(END));

        String expected = before + CatalogueTables.markdownOf(modules()) + after;

        Files.createDirectories(renewed.getParent());
        Files.writeString(renewed, expected);
        // Not compared by the assertion itself, which would print both texts.
        assertThat(text.equals(expected))
                .as(
                        "docs/faults.md says what the catalogue says; if not: cp chaos-agent/target/faults.md docs/faults.md")
                .isTrue();
    }

    /** Every target module: the agent has all of them. */
    private static ChaosModule[] modules() {
        return ServiceLoader.load(ChaosModule.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(ChaosModule::name))
                .toArray(ChaosModule[]::new);
    }
}

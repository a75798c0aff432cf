package org.bluemarble.chaos.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.bluemarble.chaos.invariants.facts.FactSource;
import org.bluemarble.chaos.invariants.mapping.EconomyMapping;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/invariants.md shows must be true. */
class DocumentationTest {

    private static final Path PAGE = Path.of("..", "docs", "invariants.md");

    @TempDir
    Path directory;

    @Test
    void mappingOfThePage_fitsTheReferenceSchema() throws Exception {
        EconomyMapping mapping = EconomyMapping.parse(block("yaml"), PAGE.toString());
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:docs;DB_CLOSE_DELAY=-1", "sa", "");
        new ReferenceDatabase(pool).create();

        EconomyChecker.of(mapping).validate(pool);
        pool.dispose();

        assertThat(mapping.unsupported()).isEmpty();
    }

    @Test
    void factsOfThePage_areReadable() throws Exception {
        Path log = directory.resolve("facts.jsonl");
        Files.writeString(log, block("json"));

        try (var cursor = FactSource.file(log).open()) {
            assertThat(cursor.next()).isNotNull();
            assertThat(cursor.next()).isNotNull();
            assertThat(cursor.next()).isNull();
            assertThat(List.of(cursor.torn(), cursor.unreadable())).containsOnly(List.of());
        }
    }

    private static String block(String language) throws Exception {
        var matcher =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}

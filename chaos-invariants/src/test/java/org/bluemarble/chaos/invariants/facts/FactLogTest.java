package org.bluemarble.chaos.invariants.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactLogTest {

    @TempDir
    Path directory;

    private Path log;

    @BeforeEach
    void nameTheLog() {
        log = directory.resolve("facts.jsonl");
    }

    @Test
    void writtenFacts_areReadBackInOrder() throws IOException {
        try (FactLogWriter writer = FactLogWriter.open(log)) {
            writer.invoked("t1", "trade", "p1", Map.of("gold", "100"));
            writer.ok("t1", "trade", "p1", Map.of(Fact.RESULT, "done"));
            writer.failed("t2", "trade", "p2", Map.of());
            writer.gaveUp("t3", "trade", "p3", Map.of());
        }

        assertThat(facts())
                .extracting(Fact::op, Fact::outcome)
                .containsExactly(
                        tuple("t1", FactOutcome.INVOKE),
                        tuple("t1", FactOutcome.OK),
                        tuple("t2", FactOutcome.FAIL),
                        tuple("t3", FactOutcome.GAVE_UP));
    }

    @Test
    void fact_isSpelledAsDocumented() {
        Fact fact = new Fact(
                Instant.ofEpochMilli(1763700000000L), "p1-17", "trade", FactOutcome.OK, "p1", Map.of("result", "done"));

        assertThat(FactLine.write(fact))
                .isEqualTo("{\"t\":1763700000000,\"op\":\"p1-17\",\"kind\":\"trade\",\"outcome\":\"ok\","
                        + "\"actor\":\"p1\",\"payload\":{\"result\":\"done\"}}");
    }

    @Test
    void anyText_roundTrips() throws Exception {
        SplittableRandom random = new SplittableRandom(20261121);
        for (int round = 0; round < 2_000; round++) {
            Fact fact = new Fact(
                    Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)),
                    "o" + text(random),
                    "k" + text(random),
                    FactOutcome.values()[random.nextInt(4)],
                    "a" + text(random),
                    Map.of("x" + text(random), text(random)));

            assertThat(FactLine.read(FactLine.write(fact))).isEqualTo(fact);
        }
    }

    @Test
    void everyPrefixOfALine_isTornAndNeverAFact() throws Exception {
        String line = FactLine.write(
                new Fact(Instant.EPOCH, "t\"1\\", "trade", FactOutcome.OK, "p\n1", Map.of("a", "\u0001é", "b", "2")));

        for (int length = 1; length < line.length(); length++) {
            String prefix = line.substring(0, length);
            assertThatThrownBy(() -> FactLine.read(prefix)).isInstanceOf(FlatJson.TornException.class);
        }
    }

    @Test
    void clientKilledInsideALine_earlierFactsStayAndTheTornOneIsReported() throws IOException {
        append(
                "{\"t\":1,\"op\":\"t1\",\"kind\":\"trade\",\"outcome\":\"ok\",\"actor\":\"p1\"}\n{\"t\":2,\"op\":\"t2\",\"ki");

        try (FactCursor cursor = FactSource.file(log).open()) {
            assertThat(drain(cursor)).extracting(Fact::op).containsExactly("t1");
            assertThat(cursor.torn())
                    .containsExactly(
                            "facts.jsonl line 2 was cut short after 20 characters and is taken as never written");
            assertThat(cursor.unreadable()).isEmpty();
        }
    }

    @Test
    void writerReopensATornLog_newFactsStandOnTheirOwnLines() throws IOException {
        append("{\"t\":1,\"op\":\"t1\",\"ki");

        try (FactLogWriter writer = FactLogWriter.open(log)) {
            writer.invoked("t2", "trade", "p1", Map.of());
        }

        try (FactCursor cursor = FactSource.file(log).open()) {
            assertThat(drain(cursor)).extracting(Fact::op).containsExactly("t2");
            assertThat(cursor.torn()).hasSize(1);
            assertThat(cursor.unreadable()).isEmpty();
        }
    }

    @Test
    void lineThatIsNoFact_isReportedAsUnreadable() throws IOException {
        append("hello\n"
                + "{\"t\":1,\"op\":\"t1\",\"kind\":\"trade\",\"outcome\":\"maybe\",\"actor\":\"p1\"}\n"
                + "{\"t\":\"x\",\"op\":\"t1\",\"kind\":\"trade\",\"outcome\":\"ok\",\"actor\":\"p1\"}\n"
                + "{\"t\":1,\"op\":\"\",\"kind\":\"trade\",\"outcome\":\"ok\",\"actor\":\"p1\"}\n"
                + "{\"t\":1,\"t\":2}\n");

        try (FactCursor cursor = FactSource.file(log).open()) {
            assertThat(drain(cursor)).isEmpty();
            assertThat(cursor.unreadable())
                    .containsExactly(
                            "facts.jsonl line 1 is not a fact: column 1 was 'h' but must be '{'",
                            "facts.jsonl line 2 is not a fact: outcome was 'maybe' but must be invoke, ok, fail or gave-up",
                            "facts.jsonl line 3 is not a fact: t was 'x' but must be a whole number",
                            "facts.jsonl line 4 is not a fact: op was empty but must name something",
                            "facts.jsonl line 5 is not a fact: 't' stands twice");
        }
    }

    @Test
    void factsAppendedAfterOpening_belongToALaterReading() throws IOException {
        try (FactLogWriter writer = FactLogWriter.open(log)) {
            writer.invoked("t1", "trade", "p1", Map.of());
            try (FactCursor cursor = FactSource.file(log).open()) {
                writer.ok("t1", "trade", "p1", Map.of());

                assertThat(drain(cursor)).extracting(Fact::outcome).containsExactly(FactOutcome.INVOKE);
            }
        }
        assertThat(facts()).hasSize(2);
    }

    @Test
    void severalSources_areReadOneAfterAnother() throws IOException {
        Fact first = new Fact(Instant.EPOCH, "a", "trade", FactOutcome.OK, "p1", Map.of());
        Fact second = new Fact(Instant.EPOCH, "b", "trade", FactOutcome.OK, "p1", Map.of());

        FactSource joined = FactSource.all(List.of(FactSource.of(List.of(first)), FactSource.of(List.of(second))));

        try (FactCursor cursor = joined.open()) {
            assertThat(drain(cursor)).containsExactly(first, second);
        }
    }

    @Test
    void missingFile_isAnErrorAndNotAnEmptyLog() {
        assertThatThrownBy(() -> FactSource.file(log).open()).isInstanceOf(IOException.class);
    }

    private List<Fact> facts() throws IOException {
        try (FactCursor cursor = FactSource.file(log).open()) {
            return drain(cursor);
        }
    }

    private static List<Fact> drain(FactCursor cursor) throws IOException {
        List<Fact> facts = new ArrayList<>();
        for (Fact fact = cursor.next(); fact != null; fact = cursor.next()) {
            facts.add(fact);
        }
        return facts;
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Every kind of character that JSON or UTF-8 treats specially, lone surrogates included. */
    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x10000)));
        }
        return text.toString();
    }
}

package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.fuzz.Fuzz;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.Word;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What else the engine reads that somebody has typed, or that a dying machine has left in a file. */
class OtherInputsFuzzTest {

    @TempDir
    Path folder;

    @BeforeAll
    static void knowThePoints() {
        Catalogues.load();
    }

    private static void refuseIfAny(Findings findings) {
        if (!findings.isEmpty()) {
            throw new ChaosConfigurationException("fuzz", findings.problems());
        }
    }

    @Test
    void protectedScopes() {
        List<String> options = List.of(
                "player=gm-1|gm-2,table~\"ledger*\"",
                "player!~/^test-[0-9]+$/,rows=1..50,verb=update",
                "session=\"a b\",read-only=true,rows!=..-3|7");
        Fuzz.reading("protect=", options, 20_000, option -> {
            Findings findings = new Findings();
            List<Selector.Condition> scopes = Ceiling.protectedScopes(new Word(option, "protect", null), findings);
            refuseIfAny(findings);
            assertThat(scopes).isNotEmpty();
            ProtectedCalls calls = ProtectedCalls.in(scopes);
            calls.cover(new TestCall(null, Map.of(AttributeKey.PLAYER, "test-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")));
        });
    }

    @Test
    void incidentLines() {
        List<String> lines =
                List.of("incident:db-failover duration=10s table=trades", "incident:bad-wifi share=5% \"a b\"='c d'");
        Fuzz.reading("incident lines", lines, 20_000, line -> {
            Findings findings = new Findings();
            IncidentLine read = IncidentLine.parse(line, findings);
            refuseIfAny(findings);
            assertThat(read).isNotNull();
        });
    }

    @Test
    void measuredDelays() throws IOException {
        Path file = folder.resolve("delays");
        List<String> files = List.of(
                "12ms\n15.5ms,3\n# what was measured\n\n1s , 1000000000\n", "0ms,1\n1h,2\n250us", "1us,5\r\n2us,7\r\n");
        Fuzz.reading("measured delays", files, 4_000, text -> {
            Files.write(file, text.getBytes(text.length() % 7 == 0 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8));
            FaultRule rule =
                    FaultRule.parse("x: test.commit latency distribution=empirical file=\"" + file + "\" max=30m");
            Latency latency = (Latency) rule.fault();
            assertThat(latency.sampleNanos(() -> 0.5)).isNotNegative();
        });
    }

    private List<String> journals() throws IOException {
        Path file = folder.resolve("written");
        try (Chaos chaos = Chaos.builder("journalled")
                        .seed(5)
                        .clock(new SteppedClock())
                        .build();
                JournalFile journal = chaos.writeJournal(file)) {
            chaos.arm("slow: test.commit[player~p*] latency 1ms probability=50%");
            chaos.arm("dry: test.commit exception dry-run=true rate=5/s");
            for (int i = 0; i < 5; i++) {
                Injection injection = Chaos.point("test.commit")
                        .decide(new TestCall(chaos, Map.of(AttributeKey.PLAYER, "p\u0000\"\u4e16")));
                if (injection != null) {
                    injection.cancelled();
                }
            }
            chaos.disarmAll();
        }
        String text = Files.readString(file);
        return List.of(text, text + "{\"type\":\"lost\",\"what\":\"injections\",\"first\":7,\"count\":3}\n" + text);
    }

    @Test
    void journals_andTheirReplay() throws IOException {
        Path file = folder.resolve("journal");
        List<String> right = journals();
        int[] armed = {0};
        Fuzz.reading("journals", right, 2_000, text -> {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            Recording recording = Recording.read(file);
            try (Chaos again = Chaos.builder("again").replay(recording).build()) {
                for (String line : recording.rules().values()) {
                    if (again.check(line).isEmpty()) {
                        ArmedRule rule = again.arm(line);
                        armed[0]++;
                        for (int i = 0; i < 8; i++) {
                            Injection injection =
                                    rule.point().decide(new TestCall(again, Map.of(AttributeKey.PLAYER, "p1")));
                            if (injection != null) {
                                injection.cancelled();
                            }
                        }
                        assertThat(rule.isArmed()).isTrue();
                    }
                }
                again.replay().orElseThrow().differences();
            }
        });
        assertThat(armed[0]).isPositive();
    }

    @Test
    void flagProperties_neverThrow() {
        List<String> values = List.of("slow=on", "slow=off", "a-b=true", "x=false");
        long problems = InternalProblems.count();
        try (Chaos chaos = Chaos.builder("by-properties").build()) {
            chaos.arm("slow: test.commit latency 1ms");
            chaos.flags().followSystemProperties();
            List<String> set = new ArrayList<>();
            Fuzz.reading("flag properties", values, 2_000, text -> {
                int equals = text.indexOf('=');
                String name = PropertyFlags.PREFIX + (equals < 0 ? text : text.substring(0, equals));
                String value = text.substring(equals + 1);
                set.add(name);
                System.setProperty(name, value);
                try {
                    chaos.flags().followSystemProperties();
                    chaos.arm("x: test.commit latency 1ms").close();
                } finally {
                    System.clearProperty(name);
                }
                if (!List.of("on", "off", "true", "false").contains(value.strip())) {
                    refuseIfAny(refusal(value));
                }
            });
            assertThat(set).hasSizeGreaterThanOrEqualTo(2_000);
            assertThat(InternalProblems.count()).isEqualTo(problems);
            assertThat(chaos.rule("slow").orElseThrow().isEnabled()).isTrue();
        }
    }

    private static Findings refusal(String value) {
        Findings findings = new Findings();
        findings.add(null, value + " decides nothing");
        return findings;
    }
}

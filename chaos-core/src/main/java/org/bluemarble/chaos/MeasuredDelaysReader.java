package org.bluemarble.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Units;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** Reads the file of an empirical latency: in each line a delay, or a delay, a comma and how often it was measured. */
final class MeasuredDelaysReader {

    /** Some hundred thousand lines: more than a histogram of any server holds. */
    private static final int MOST_BYTES = 4 << 20;
    /** Who mistakes the unit does so in every line. */
    private static final int MOST_PROBLEMS = 10;

    private static final long MOST_COUNT = 1_000_000_000L;
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Word file;
    private final Findings findings;
    private final Map<Duration, Long> counts = new TreeMap<>();

    private MeasuredDelaysReader(Word file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    /** {@return the distribution; null, with the problems among the findings, if the file cannot be used} */
    static Delay.@Nullable Empirical read(Word file, Findings findings) {
        int before = findings.size();
        MeasuredDelaysReader measured = new MeasuredDelaysReader(file, findings);
        String text = measured.text();
        if (text == null) {
            return null;
        }
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size() && findings.size() - before < MOST_PROBLEMS; i++) {
            measured.line(lines.get(i).strip(), i + 1);
        }
        if (findings.size() == before && measured.counts.isEmpty()) {
            findings.refuse(file, "but must name a file with at least one delay, for example 12ms");
        }
        return findings.size() == before ? new Delay.Empirical(file.text(), MeasuredDelays.of(measured.counts)) : null;
    }

    private @Nullable String text() {
        try (InputStream bytes = Files.newInputStream(Path.of(file.text()))) {
            // Not the file's size, which may grow meanwhile, and is zero for some files that hold much.
            byte[] read = bytes.readNBytes(MOST_BYTES + 1);
            if (read.length <= MOST_BYTES) {
                return new String(read, StandardCharsets.UTF_8);
            }
            findings.refuse(file, "but must name a file of at most 4 MB; count equal delays, as in 12ms,350");
        } catch (IOException | InvalidPathException unreadable) {
            findings.refuse(file, "but must name a readable file: " + Word.shown(unreadable.toString()));
        }
        return null;
    }

    private void line(String line, int number) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        int comma = line.indexOf(',');
        String path = file.path() + " line " + number;
        String delayText = (comma < 0 ? line : line.substring(0, comma)).strip();
        Word delay = new Word(delayText, path, file.position());
        Duration read = Units.duration(delay, findings);
        if (read != null && (read.isNegative() || read.compareTo(LONGEST) > 0)) {
            findings.refuseValue(delay, "but must lie between 0ms and 1h");
            return;
        }
        Long count =
                comma < 0 ? Long.valueOf(1) : count(line.substring(comma + 1).strip(), path);
        if (read != null && count != null) {
            counts.merge(read, count, Long::sum);
        }
    }

    private @Nullable Long count(String text, String path) {
        return Units.number(new Word(text, path + ", count", file.position()), 1, MOST_COUNT, findings);
    }
}

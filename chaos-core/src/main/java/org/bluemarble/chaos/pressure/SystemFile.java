package org.bluemarble.chaos.pressure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Small files in which Linux tells a process its limits. */
final class SystemFile {

    private SystemFile() {}

    /** {@return the number that the file holds; empty if there is no such file, or it holds another word} */
    static OptionalLong number(String path) {
        try {
            return number(Files.readString(Path.of(path)).strip(), "");
        } catch (IOException absent) {
            return OptionalLong.empty();
        }
    }

    /** {@return the first number behind a text that begins a line} */
    static OptionalLong number(Path path, String beginning) {
        try (Stream<String> lines = Files.lines(path)) {
            return lines.filter(line -> line.startsWith(beginning))
                    .map(line -> number(line, beginning))
                    .findFirst()
                    .orElse(OptionalLong.empty());
        } catch (IOException absent) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong number(String line, String beginning) {
        String word = line.substring(beginning.length()).strip().split("\\s+", 2)[0];
        return word.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(word)) : OptionalLong.empty();
    }
}

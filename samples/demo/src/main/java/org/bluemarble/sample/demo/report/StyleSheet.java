package org.bluemarble.sample.demo.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What both pages look like. */
final class StyleSheet {
    private StyleSheet() {}

    static String text() {
        try (InputStream stream = StyleSheet.class.getResourceAsStream("report.css")) {
            if (stream == null) {
                throw new IllegalStateException("report.css was missing but must stand beside " + StyleSheet.class);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("report.css could not be read", e);
        }
    }
}

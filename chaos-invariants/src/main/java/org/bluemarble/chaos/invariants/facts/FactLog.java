package org.bluemarble.chaos.invariants.facts;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fact log on disk: one fact per line, as {@link FactLine} spells it, in UTF-8, only ever appended to. */
record FactLog(Path file) implements FactSource {

    @Override
    public FactCursor open() throws IOException {
        long recorded = Files.size(file);
        return new Cursor(file, new BufferedInputStream(Files.newInputStream(file)), recorded);
    }

    /** Reads up to the length the file had when it was opened; what is appended later belongs to a later reading. */
    private static final class Cursor implements FactCursor {

        /** Longer lines are no facts of ours; without a bound a wrong file could fill the memory. */
        private static final int MOST_BYTES_OF_A_LINE = 1 << 20;

        private static final int MOST_REMARKS = 20;

        private final Path file;
        private final InputStream in;
        private long left;
        private long line;
        private final List<String> torn = new ArrayList<>();
        private final List<String> unreadable = new ArrayList<>();

        Cursor(Path file, InputStream in, long recorded) {
            this.file = file;
            this.in = in;
            this.left = recorded;
        }

        @Override
        public @Nullable Fact next() throws IOException {
            while (left > 0) {
                line++;
                Fact fact = readLine();
                if (fact != null) {
                    return fact;
                }
            }
            return null;
        }

        private @Nullable Fact readLine() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
            boolean ended = false;
            boolean tooLong = false;
            while (left > 0 && !ended) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException(file + " became shorter while it was read; a fact log is only appended to");
                }
                left--;
                ended = next == '\n';
                tooLong |= bytes.size() == MOST_BYTES_OF_A_LINE;
                if (!ended && !tooLong) {
                    bytes.write(next);
                }
            }
            if (tooLong) {
                remark(unreadable, "is longer than " + MOST_BYTES_OF_A_LINE + " bytes");
                return null;
            }
            String text = bytes.toString(StandardCharsets.UTF_8);
            return text.isBlank() ? null : parse(text, ended);
        }

        private @Nullable Fact parse(String text, boolean ended) {
            try {
                Fact fact = FactLine.read(text);
                if (!ended) {
                    remark(torn, "is complete but for its line end");
                }
                return fact;
            } catch (FlatJson.TornException cut) {
                remark(torn, "was cut short after " + text.length() + " characters and is taken as never written");
            } catch (FlatJson.SyntaxException malformed) {
                remark(unreadable, "is not a fact: " + malformed.getMessage());
            }
            return null;
        }

        private void remark(List<String> remarks, String what) {
            if (remarks.size() < MOST_REMARKS) {
                remarks.add(file.getFileName() + " line " + line + " " + what);
            }
        }

        @Override
        public List<String> torn() {
            return List.copyOf(torn);
        }

        @Override
        public List<String> unreadable() {
            return List.copyOf(unreadable);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}

package org.bluemarble.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Appends a journal's lines to a file, on one thread. What the disk does not take now is kept and tried again. */
final class JournalWriter {

    private static final int LINES_AT_ONCE = 1024;
    /** An entry's thread needs some microseconds to make it; one that failed in between never does. */
    private static final int ROUNDS_TO_WAIT_FOR_AN_ENTRY = 20;

    private final Chaos engine;
    private final Path file;
    private final FileChannel channel;
    private final JournalTail tail;

    /** Whole lines, of which the first may be written in part: going on at that byte keeps every line whole. */
    private ByteBuffer unwritten;

    private boolean failing;
    private int roundsBehind;
    private volatile long lost;

    JournalWriter(Chaos engine, Path file, FileChannel channel, boolean cutShort) {
        this.engine = engine;
        this.file = file;
        this.channel = channel;
        this.tail = new JournalTail(engine, 0, 0);
        this.unwritten = bytes((cutShort ? "\n" : "") + JournalLines.header(engine));
    }

    /**
     * Writes everything that is there.
     *
     * @param urgent whether to pass over entries that a thread is about to make
     * @return whether nothing is left
     */
    boolean writeAll(boolean urgent) {
        long made = engine.journal().size();
        List<String> lines = List.of();
        do {
            if (!lines.isEmpty()) {
                unwritten = bytes(String.join("\n", lines));
            }
            if (!isWritten()) {
                return false;
            }
            lines = tail.next(LINES_AT_ONCE, urgent || roundsBehind > ROUNDS_TO_WAIT_FOR_AN_ENTRY);
            lost = tail.lost();
        } while (!lines.isEmpty());
        boolean behind = tail.injection() < made;
        roundsBehind = behind ? roundsBehind + 1 : 0;
        return !behind;
    }

    private boolean isWritten() {
        try {
            while (unwritten.hasRemaining()) {
                channel.write(unwritten);
            }
            failing = false;
            return true;
        } catch (IOException full) {
            if (!failing) {
                failing = true;
                System.err.println("chaos: the journal cannot be written to " + file + " and is tried again: " + full);
            }
            return false;
        }
    }

    /** Makes what was written survive the machine, not only the JVM. */
    void force() {
        try {
            channel.force(false);
        } catch (IOException unsure) {
            System.err.println("chaos: the journal in " + file + " may not outlive this machine: " + unsure);
        }
    }

    long lost() {
        return lost;
    }

    private static ByteBuffer bytes(String lines) {
        return ByteBuffer.wrap((lines + "\n").getBytes(StandardCharsets.UTF_8));
    }
}

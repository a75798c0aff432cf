package org.bluemarble.chaos.invariants.facts;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Map;

/**
 * Appends facts to a log on disk, each handed to the operating system before the call returns.
 *
 * <p>A client writes {@link #invoked} <em>before</em> it sends, and {@link #ok} or {@link #failed} only after it has decoded
 * the answer. Whatever kills the process then leaves at most one torn line, at the end; the kernel keeps the rest. The log is
 * not forced to the disk, because it has to outlive the death of a process and not of a machine.
 *
 * <p>Thread-safe: lines of several threads never mix. One process writes to one file.
 */
public final class FactLogWriter implements Closeable {

    private final FileChannel channel;
    private final Clock clock;

    private FactLogWriter(FileChannel channel, Clock clock) {
        this.channel = channel;
        this.clock = clock;
    }

    /**
     * Opens a log for appending, and creates it if there is none. A torn last line, left by a client that was killed, is ended
     * so that the next fact begins on a line of its own.
     *
     * @param file the log; its directory must exist
     * @return a writer at the end of the log
     * @throws IOException if the file cannot be opened
     */
    public static FactLogWriter open(Path file) throws IOException {
        return open(file, Clock.systemUTC());
    }

    static FactLogWriter open(Path file, Clock clock) throws IOException {
        // APPEND excludes READ, so the last byte is looked at through a channel of its own.
        boolean torn = endsInsideALine(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        FactLogWriter writer = new FactLogWriter(channel, clock);
        try {
            if (torn) {
                writer.append("\n");
            }
            return writer;
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    private static boolean endsInsideALine(Path file) throws IOException {
        try (FileChannel reader =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return reader.size() > 0 && reader.read(last, reader.size() - 1) == 1 && last.get(0) != '\n';
        }
    }

    /**
     * Records that an operation is about to be sent, for the first time or again.
     *
     * @param op the operation id, the same for each retry
     * @param kind what is asked for
     * @param actor who asks
     * @param payload what is asked for, in detail; may be empty
     * @throws IOException if the log cannot be written; the operation must then not be sent
     */
    public void invoked(String op, String kind, String actor, Map<String, String> payload) throws IOException {
        write(new Fact(clock.instant(), op, kind, FactOutcome.INVOKE, actor, payload));
    }

    /**
     * Records that the client decoded a success.
     *
     * @param op the operation id
     * @param kind what was asked for
     * @param actor who asked
     * @param payload what was told; the key {@value Fact#RESULT} must equal what the server stored
     * @throws IOException if the log cannot be written
     */
    public void ok(String op, String kind, String actor, Map<String, String> payload) throws IOException {
        write(new Fact(clock.instant(), op, kind, FactOutcome.OK, actor, payload));
    }

    /**
     * Records that the client decoded a definite refusal. A timeout, a lost connection or "ask again" is no refusal.
     *
     * @param op the operation id
     * @param kind what was asked for
     * @param actor who asked
     * @param payload what was told; may be empty
     * @throws IOException if the log cannot be written
     */
    public void failed(String op, String kind, String actor, Map<String, String> payload) throws IOException {
        write(new Fact(clock.instant(), op, kind, FactOutcome.FAIL, actor, payload));
    }

    /**
     * Records that the client stops asking without having been told: the operation stays in doubt.
     *
     * @param op the operation id
     * @param kind what was asked for
     * @param actor who asked
     * @param payload why, in detail; may be empty
     * @throws IOException if the log cannot be written
     */
    public void gaveUp(String op, String kind, String actor, Map<String, String> payload) throws IOException {
        write(new Fact(clock.instant(), op, kind, FactOutcome.GAVE_UP, actor, payload));
    }

    /**
     * Records a fact as it is.
     *
     * @param fact the fact
     * @throws IOException if the log cannot be written
     */
    public void write(Fact fact) throws IOException {
        append(FactLine.write(fact) + "\n");
    }

    // One lock around one line: an append that the kernel splits must not let another line in between.
    private synchronized void append(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Closes the log. Closing twice is harmless. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package org.bluemarble.chaos.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.jmx.JournalPage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Exports an engine's journal as JSON lines. */
@Command(
        name = "journal",
        description = {
            "Prints every injection and change as JSON, one object a line; a line of type lost says how many are gone.",
            "What it writes can be replayed: -javaagent:chaos-agent.jar=replay=FILE."
        },
        footer = {
            "  " + ChaosCommand.NAME + " journal 4711 --out trades.jsonl",
            "  " + ChaosCommand.NAME + " journal 4711 --follow"
        })
final class JournalCommand extends TargetCommand {

    /** A page with fewer lines has all there is; one of a server that injects faster than it is asked is never empty. */
    private static final int FULL_PAGE = 1000;

    @Option(names = "--follow", description = "Go on with what comes, until Ctrl-C or the JVM's end.")
    private boolean follow;

    @Option(names = "--out", paramLabel = "FILE", description = "A new file to write to, instead of standard output.")
    private @Nullable Path out;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "With --follow, how often it looks, once a second, before it ends.")
    private long count = Long.MAX_VALUE;

    private long injection;
    private long change;
    private long lines;

    @Override
    int run(ChaosConnection chaos) {
        if (count < 1) {
            throw CommandFailure.usage("--count was " + count + " but must be at least 1");
        }
        if (out == null) {
            export(chaos, this::say);
            return ExitStatus.OK;
        }
        try (BufferedWriter file = Files.newBufferedWriter(out, StandardOpenOption.CREATE_NEW)) {
            export(chaos, line -> {
                file.write(line);
                file.write('\n');
                file.flush();
            });
        } catch (FileAlreadyExistsException taken) {
            throw CommandFailure.usage("--out was " + out + ", which exists; name a new file");
        } catch (IOException broken) {
            throw CommandFailure.refused(out + " cannot be written: " + CommandFailure.because(broken));
        }
        return done(ok().with("lines", lines).with("file", out.toString()), "wrote " + lines + " lines to " + out);
    }

    /** Where a line goes. */
    private interface Sink {
        void write(String line) throws IOException;
    }

    private void export(ChaosConnection chaos, Sink sink) {
        try {
            for (long look = 1; look <= count; look++) {
                exportWhatIsThere(chaos, sink);
                if (!follow) {
                    return;
                }
                if (look < count) {
                    TimeUnit.SECONDS.sleep(1);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (IOException broken) {
            throw CommandFailure.refused("the journal cannot be written: " + CommandFailure.because(broken));
        }
    }

    private void exportWhatIsThere(ChaosConnection chaos, Sink sink) throws IOException {
        JournalPage page;
        do {
            page = chaos.ask(bean -> bean.readJournal(injection, change));
            injection = page.getInjection();
            change = page.getChange();
            for (String line : page.getLines()) {
                sink.write(line);
                lines++;
            }
        } while (page.getLines().length >= FULL_PAGE);
    }
}

package org.bluemarble.chaos.cli;

import java.time.Duration;
import java.util.List;
import org.bluemarble.chaos.jmx.ChaosMXBean;
import org.bluemarble.chaos.jmx.SequenceInfo;
import picocli.CommandLine.Command;

/** Lists the sequences. */
@Command(
        name = "sequences",
        description = {
            "Lists the sequences, rules that come and go in acts: those that run, and those that may be started.",
            "A rule file declares them (sequences:), or server code (Chaos.declare, Chaos.start)."
        },
        footer = "  " + ChaosCommand.NAME + " sequences 4711")
final class SequencesCommand extends TargetCommand {

    @Override
    int run(ChaosConnection chaos) {
        List<SequenceInfo> sequences = List.of(chaos.ask(ChaosMXBean::getSequences));
        Json answer = ok().with(
                        "sequences",
                        sequences.stream().map(SequencesCommand::json).toList());
        return done(answer, text(sequences));
    }

    private static Json json(SequenceInfo sequence) {
        return Json.object()
                .with("name", sequence.getName())
                .with("running", sequence.isRunning())
                .with("act", sequence.getAct())
                .with("timeLeftMillis", sequence.getTimeLeftMillis())
                .with("acts", sequence.getActs());
    }

    private static String text(List<SequenceInfo> sequences) {
        StringBuilder text = new StringBuilder();
        for (SequenceInfo sequence : sequences) {
            line(text, sequence.getName() + ": " + state(sequence));
            String[] acts = sequence.getActs();
            for (int i = 0; i < acts.length; i++) {
                line(text, (i + 1 == sequence.getAct() ? "  > " : "    ") + acts[i]);
            }
        }
        return sequences.isEmpty() ? "no sequence is known" : text.toString().stripTrailing();
    }

    private static String state(SequenceInfo sequence) {
        return sequence.isRunning()
                ? "act " + sequence.getAct() + " of " + sequence.getActs().length + " for another "
                        + StatusReport.spell(Duration.ofMillis(sequence.getTimeLeftMillis()))
                : "does not run";
    }

    private static void line(StringBuilder text, String words) {
        text.append(words).append(System.lineSeparator());
    }
}

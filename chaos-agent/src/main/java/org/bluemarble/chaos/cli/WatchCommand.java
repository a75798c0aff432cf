package org.bluemarble.chaos.cli;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.agent.OneLine;
import org.bluemarble.chaos.jmx.EventInfo;
import org.bluemarble.chaos.jmx.RuleInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows an engine's state every second. */
@Command(
        name = "watch",
        description = {
            "Shows the armed rules and the latest changes, redrawn every second until Ctrl-C.",
            "Where standard output is not a terminal, it prints a line for each rule and change instead."
        },
        footer = {"  " + ChaosCommand.NAME + " watch 4711", "  " + ChaosCommand.NAME + " watch 4711 --json --count 60"})
final class WatchCommand extends TargetCommand {

    /** ANSI: cursor to the top left, clear from there. */
    private static final String REDRAW = "\u001b[H\u001b[2J";

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "How often it looks before it ends; without it, until Ctrl-C.")
    private long count = Long.MAX_VALUE;

    private long lastEvent;

    @Override
    int run(ChaosConnection chaos) {
        if (count < 1) {
            throw CommandFailure.usage("--count was " + count + " but must be at least 1");
        }
        boolean terminal = !json() && isTerminal();
        try {
            for (long look = 1; look <= count; look++) {
                if (look > 1) {
                    TimeUnit.SECONDS.sleep(1);
                }
                show(chaos.ask(StatusReport::of), terminal);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return ExitStatus.OK;
    }

    private void show(StatusReport report, boolean terminal) {
        if (json()) {
            say(report.json().toString());
        } else if (terminal) {
            say(REDRAW + report.liveText(targetName()));
        } else {
            lines(report);
        }
    }

    private void lines(StatusReport report) {
        for (EventInfo event : report.events()) {
            if (event.getSequence() > lastEvent) {
                lastEvent = event.getSequence();
                say(StatusReport.millis(event.getTime()) + " " + event.getKind() + " " + StatusReport.rule(event)
                        + " by " + event.getActor() + ": " + OneLine.of(event.getText()));
            }
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (RuleInfo rule : report.rules()) {
            say(now + " rule " + rule.getId() + (rule.isEnabled() ? " on" : " off") + " selected=" + rule.getSelected()
                    + " triggered=" + rule.getTriggered() + " injected=" + rule.getInjected() + " done="
                    + rule.getDone() + " cancelled=" + rule.getCancelled() + " under-way=" + rule.getWaiting()
                    + " ends-in=" + StatusReport.endsIn(rule));
        }
        if (report.rules().isEmpty()) {
            say(now + " no rule is armed" + (report.killed() == null ? "" : ", kill switch: " + report.killed()));
        }
    }

    // Both are asked for: there may be none before 22, and one without a terminal since.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && !"dumb".equals(System.getenv("TERM")) && isTerminal(console);
    }

    /** Since 22 there is a console without a terminal, and a method that tells; before, a console is a terminal. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException unknown) {
            return false;
        }
    }
}

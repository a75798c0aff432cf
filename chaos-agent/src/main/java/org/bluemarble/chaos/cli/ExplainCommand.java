package org.bluemarble.chaos.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** Says what a rule would match, or why it does or does not fire. */
@Command(
        name = "explain",
        description = {
            "Says what a rule would match and whether it could be armed, and arms nothing; or, for the id of an armed"
                    + " rule, why it does or does not fire.",
            "Exit status 1 if the rule could not be armed."
        },
        footer = {
            "  " + ChaosCommand.NAME + " explain 4711 'lose-ack: jdbc.commit[table=trade] lost-ack'",
            "  " + ChaosCommand.NAME + " explain 4711 lose-ack"
        })
final class ExplainCommand extends RuleCommand {

    @Override
    int run(ChaosConnection chaos) {
        List<String> problems = List.of(chaos.ask(bean -> bean.check(rule())));
        String text = chaos.ask(bean -> bean.explain(rule()));
        done(
                Json.object()
                        .with("ok", problems.isEmpty())
                        .with("problems", problems)
                        .with("text", text),
                text);
        return problems.isEmpty() ? ExitStatus.OK : ExitStatus.REFUSED;
    }
}

package org.bluemarble.chaos.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a named point known. */
@Command(
        name = "declare-point",
        description = "Makes a named point of server code known before its class is loaded, so that rules may name it.",
        footer = "  " + ChaosCommand.NAME + " declare-point 4711 trade.after-debit")
final class DeclarePointCommand extends TargetCommand {

    @Parameters(index = "1", paramLabel = "POINT", description = "The point's name, as Chaos.point gets it.")
    private String point = "";

    @Override
    int run(ChaosConnection chaos) {
        return chaos.ask(bean -> {
            bean.declarePoint(point);
            return done(ok().with("declared", point), "declared " + point);
        });
    }
}

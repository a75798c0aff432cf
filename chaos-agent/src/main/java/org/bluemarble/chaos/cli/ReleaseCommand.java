package org.bluemarble.chaos.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes back what was decided by enable or disable. */
@Command(
        name = "release",
        description =
                "Takes back what 'enable' or 'disable' decided about a rule's flag: the next source decides again.",
        footer = "  " + ChaosCommand.NAME + " release 4711 lose-ack")
final class ReleaseCommand extends TargetCommand {

    @Parameters(index = "1", paramLabel = "ID", description = "The rule's id.")
    private String id = "";

    @Override
    int run(ChaosConnection chaos) {
        return chaos.ask(bean -> {
            boolean released = bean.release(id);
            return done(
                    ok().with("released", released ? id : null),
                    released ? "released " + id : "nothing to release: no decision about " + id + " was made over JMX");
        });
    }
}

package org.bluemarble.chaos.cli;

import org.bluemarble.chaos.jmx.ChaosMXBean;
import picocli.CommandLine.Command;

/** Takes back what was decided by enable or disable. */
@Command(
        name = "release",
        description =
                "Takes back what 'enable' or 'disable' decided about a rule's flag: the next source decides again.",
        footer = "  " + ChaosCommand.NAME + " release 4711 lose-ack")
final class ReleaseCommand extends FlagCommand {

    @Override
    int decide(ChaosMXBean chaos, String id) {
        boolean released = chaos.release(id);
        return done(
                ok().with("released", released ? id : null),
                released ? "released " + id : "nothing to release: no decision about " + id + " was made over JMX");
    }
}

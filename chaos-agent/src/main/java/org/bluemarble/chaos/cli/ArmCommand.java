package org.bluemarble.chaos.cli;

import java.util.Arrays;
import org.bluemarble.chaos.Incident;
import org.bluemarble.chaos.jmx.ChaosMXBean;
import org.bluemarble.chaos.jmx.RuleInfo;
import picocli.CommandLine.Command;

/** Arms a rule. */
@Command(
        name = "arm",
        description =
                "Arms a rule, or incident:NAME. It acts at once, unless it says enabled=false, and ends after its ttl.",
        footer = "  " + ChaosCommand.NAME
                + " arm 4711 'lose-ack: jdbc.commit[table=trades] lost-ack probability=1%% limit=10 ttl=5m'")
final class ArmCommand extends RuleCommand {

    @Override
    int run(ChaosConnection chaos) {
        String id = chaos.ask(bean -> bean.arm(rule()));
        if (id.startsWith(Incident.PREFIX)) {
            // Its rules end each for itself.
            return done(ok().with("armed", id), "armed " + id);
        }
        String expiry = chaos.ask(bean -> expiry(bean, id));
        return done(
                ok().with("armed", id).with("expiresAt", expiry.isEmpty() ? null : expiry),
                expiry.isEmpty()
                        ? "armed " + id + ", which has ended already"
                        : "armed " + id + ", until " + StatusReport.time(expiry));
    }

    /** Empty for a rule that ended meanwhile. */
    private static String expiry(ChaosMXBean chaos, String id) {
        return Arrays.stream(chaos.getRules())
                .filter(one -> one.getId().equals(id))
                .map(RuleInfo::getExpiresAt)
                .findFirst()
                .orElse("");
    }
}

package org.bluemarble.chaos.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.Incident;
import org.bluemarble.chaos.jmx.ChaosMXBean;
import org.bluemarble.chaos.jmx.RuleInfo;
import org.bluemarble.chaos.spi.Units;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Arms a rule, and keeps a lease on it if asked to. */
@Command(
        name = "arm",
        description =
                "Arms a rule, or incident:NAME. It acts at once, unless it says enabled=false, and ends after its ttl.",
        footer = {
            "  " + ChaosCommand.NAME
                    + " arm 4711 'lose-ack: jdbc.commit[table=trade] lost-ack probability=1%% limit=10 ttl=5m'",
            "  " + ChaosCommand.NAME + " arm 4711 --lease 30s 'slow: jdbc.commit latency 250ms ttl=30m'"
        })
final class ArmCommand extends RuleCommand {

    @Option(
            names = "--lease",
            paramLabel = "TERM",
            description = {
                "Stays until Ctrl-C and renews a lease of this term, 1s to 1h.",
                "When this command ends, the rule is disarmed; when it dies or is cut off, after the term."
            })
    private @Nullable String lease;

    @Override
    int run(ChaosConnection chaos) {
        return lease == null ? arm(chaos) : new LeasedRule(chaos, term(lease), rule(), this::tell).hold();
    }

    private static Duration term(String text) {
        try {
            return Units.duration("--lease", text);
        } catch (ChaosConfigurationException wrong) {
            throw CommandFailure.usage(wrong.problems().get(0).toString());
        }
    }

    private void tell(String id, String words, @Nullable String remark) {
        int unused = done(ok().with("armed", id).with("lease", lease).with("remark", remark), remarked(words, remark));
    }

    private static String remarked(String words, @Nullable String remark) {
        return remark == null ? words : words + System.lineSeparator() + remark;
    }

    private int arm(ChaosConnection chaos) {
        String id = chaos.ask(bean -> bean.arm(rule()));
        if (id.startsWith(Incident.PREFIX)) {
            // Its rules end each for itself.
            return done(ok().with("armed", id), "armed " + id);
        }
        Optional<RuleInfo> armed = chaos.ask(bean -> rule(bean, id));
        if (armed.isEmpty()) {
            return done(ok().with("armed", id).with("expiresAt", null), "armed " + id + ", which has ended already");
        }
        String expiry = armed.get().getExpiresAt();
        String remark = armed.get().getRemark();
        return done(
                ok().with("armed", id).with("expiresAt", expiry).with("remark", remark),
                remarked("armed " + id + ", until " + StatusReport.time(expiry), remark));
    }

    /** Empty for a rule that ended meanwhile. */
    private static Optional<RuleInfo> rule(ChaosMXBean chaos, String id) {
        return Arrays.stream(chaos.getRules())
                .filter(one -> one.getId().equals(id))
                .findFirst();
    }
}

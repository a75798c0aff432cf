package org.bluemarble.sample.demo.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bluemarble.sample.game.economy.ServerKind;

/**
 * One server under one fault.
 *
 * @param server which economy
 * @param fault what is done to it
 * @param traffic how long trades are begun at least; longer while what died comes back
 * @param players number of bots, 2 to 1000
 * @param seed decides who trades what with whom
 */
public record PlannedRun(ServerKind server, DemoFault fault, Duration traffic, int players, long seed) {
    /** {@return {@code naive-lost-ack}: a name for files} */
    public String name() {
        return server.label() + "-" + fault.label();
    }

    /**
     * {@return every fault on every server, server by server}
     *
     * @param seed of the whole demo; each run gets one of its own, the same for a run whatever else is planned
     */
    public static List<PlannedRun> all(
            List<ServerKind> servers, List<DemoFault> faults, Duration traffic, int players, long seed) {
        List<PlannedRun> runs = new ArrayList<>();
        for (ServerKind server : servers) {
            for (DemoFault fault : faults) {
                long own = seed ^ ((long) (server.label() + "-" + fault.label()).hashCode() << Integer.SIZE);
                runs.add(new PlannedRun(server, fault, traffic, players, own));
            }
        }
        return runs;
    }
}

package org.bluemarble.chaos.servers;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The servers this JVM has started and not closed; a shutdown hook ends them. */
final class RunningServers {
    private static final Set<DatabaseServer> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(RunningServers::closeAll, "chaos-servers-shutdown"));
    }

    private RunningServers() {}

    static void add(DatabaseServer server) {
        RUNNING.add(server);
    }

    static void remove(DatabaseServer server) {
        RUNNING.remove(server);
    }

    private static void closeAll() {
        for (DatabaseServer server : RUNNING) {
            try {
                server.close();
            } catch (RuntimeException e) {
                // The JVM ends: nobody is left to catch this, and the other servers still have to be closed.
                System.err.println("chaos-servers: could not close " + server + ": " + e);
            }
        }
    }
}

package org.bluemarble.chaos.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;

/** Runs in a child JVM: starts a server of the named kind, connects, says its process id, waits for ever. */
final class ServerHolder {
    private ServerHolder() {}

    public static void main(String[] arguments) throws Exception {
        DatabaseServer server = start(arguments[0], arguments.length > 1 ? Path.of(arguments[1]) : null);
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl())) {
            System.out.println("uid " + Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
            System.out.println("server " + server.pid() + (connection.isValid(30) ? "" : " does not answer"));
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private static DatabaseServer start(String kind, Path directory) {
        if (kind.equals("postgres")) {
            PostgresBuilder builder = PostgresServer.builder();
            return directory == null
                    ? builder.start()
                    : builder.dataDirectory(directory).start();
        }
        MariaDbBuilder builder = MariaDbServer.builder();
        return directory == null
                ? builder.start()
                : builder.dataDirectory(directory).start();
    }
}

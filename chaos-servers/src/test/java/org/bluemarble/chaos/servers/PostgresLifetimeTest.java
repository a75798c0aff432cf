package org.bluemarble.chaos.servers;

import java.nio.file.Path;

class PostgresLifetimeTest extends ServerLifetimeContract {
    @Override
    String kind() {
        return "postgres";
    }

    @Override
    DatabaseServer startIn(Path directory) {
        return PostgresServer.builder().dataDirectory(directory).start();
    }
}

package org.bluemarble.chaos.servers;

import java.nio.file.Path;

@EnabledIfMariaDbIsInstalled
class MariaDbLifetimeTest extends ServerLifetimeContract {
    @Override
    String kind() {
        return "mariadb";
    }

    @Override
    DatabaseServer startIn(Path directory) {
        return MariaDbServer.builder().dataDirectory(directory).start();
    }
}

package org.bluemarble.chaos.jdbc.driver;

import java.nio.file.Path;
import org.bluemarble.chaos.servers.MariaDbServer;
import org.junit.jupiter.api.io.TempDir;

@EnabledIfMariaDbIsInstalled
class MariaDbTlsSessionTest extends WireSessionContract {
    @TempDir
    static Path folder;

    @Override
    TestDatabase start() throws Exception {
        SelfSignedCertificate own = SelfSignedCertificate.in(folder);
        return TestDatabase.mariaDb(
                MariaDbServer.builder()
                        .setting("ssl_cert", own.certificate().toString())
                        .setting("ssl_key", own.key().toString()),
                "&sslMode=trust");
    }

    @Override
    String lostClass() {
        return "java.sql.SQLNonTransientConnectionException";
    }

    @Override
    String lostState() {
        return "08000";
    }

    @Override
    boolean sendsEveryCommit() {
        return false;
    }
}

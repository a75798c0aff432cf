package org.bluemarble.chaos.jdbc.driver;

import java.nio.file.Path;
import org.bluemarble.chaos.servers.MariaDbServer;
import org.junit.jupiter.api.io.TempDir;

@EnabledIfMariaDbIsInstalled
class MySqlTlsSessionTest extends WireSessionContract {
    @TempDir
    static Path folder;

    @Override
    TestDatabase start() throws Exception {
        SelfSignedCertificate own = SelfSignedCertificate.in(folder);
        return TestDatabase.mySqlDriver(
                MariaDbServer.builder()
                        .setting("ssl_cert", own.certificate().toString())
                        .setting("ssl_key", own.key().toString()),
                "&sslMode=REQUIRED");
    }

    @Override
    String lostClass() {
        return "com.mysql.cj.jdbc.exceptions.CommunicationsException";
    }

    @Override
    String lostState() {
        return "08S01";
    }

    @Override
    boolean sendsEveryCommit() {
        return true;
    }
}

package org.bluemarble.chaos.jdbc.driver;

import java.nio.file.Path;
import org.bluemarble.chaos.servers.PostgresServer;
import org.junit.jupiter.api.io.TempDir;

class PostgresTlsSessionTest extends PostgresSessionContract {
    @TempDir
    static Path folder;

    @Override
    TestDatabase start() throws Exception {
        SelfSignedCertificate own = SelfSignedCertificate.in(folder);
        return TestDatabase.postgres(
                PostgresServer.builder()
                        .setting("ssl", "on")
                        .setting("ssl_cert_file", own.certificate().toString())
                        .setting("ssl_key_file", own.key().toString()),
                "&sslmode=require");
    }

    @Override
    String lostClass() {
        return "org.postgresql.util.PSQLException";
    }

    @Override
    String lostState() {
        return "08006";
    }

    @Override
    boolean sendsEveryCommit() {
        return false;
    }
}

package org.bluemarble.sample.game.economy;

import com.zaxxer.hikari.HikariConfig;
import java.util.Optional;

/** Where the databases we run on differ: a few words of DDL, and how to bound a wait on a dead network. */
public enum Dialect {
    /** PostgreSQL through pgjdbc. */
    POSTGRESQL("jdbc:postgresql:", "bigint generated always as identity primary key"),
    /** MariaDB through its own driver. */
    MARIADB("jdbc:mariadb:", "bigint auto_increment primary key"),
    /** H2, embedded or over TCP: for trying things out. */
    H2("jdbc:h2:", "bigint generated always as identity primary key");

    // A server that vanished without a FIN must not hold a database thread for the kernel's 15 minutes. Longer than any
    // lock wait we expect: a late commit holds its rows for a second.
    private static final int SOCKET_TIMEOUT_SECONDS = 10;

    private final String urlPrefix;
    private final String identityColumn;

    Dialect(String urlPrefix, String identityColumn) {
        this.urlPrefix = urlPrefix;
        this.identityColumn = identityColumn;
    }

    /** {@return the dialect of a JDBC URL, or empty if it is none of ours} */
    public static Optional<Dialect> of(String jdbcUrl) {
        for (Dialect dialect : values()) {
            if (jdbcUrl.startsWith(dialect.urlPrefix)) {
                return Optional.of(dialect);
            }
        }
        return Optional.empty();
    }

    String identityColumn() {
        return identityColumn;
    }

    void bound(HikariConfig config, String sessionName) {
        if (this == POSTGRESQL) {
            // The session's name lets an operator end what a dead incarnation left behind, and nothing else.
            config.addDataSourceProperty("ApplicationName", sessionName);
            config.addDataSourceProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT_SECONDS));
        } else if (this == MARIADB) {
            config.addDataSourceProperty("connectionAttributes", "program_name:" + sessionName);
            config.addDataSourceProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT_SECONDS * 1000));
        }
    }
}

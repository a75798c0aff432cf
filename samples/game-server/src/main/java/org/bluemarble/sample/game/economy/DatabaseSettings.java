package org.bluemarble.sample.game.economy;

import java.time.Duration;

/**
 * Where the shard's database is.
 *
 * @param url JDBC URL of PostgreSQL, MariaDB or H2
 * @param user database user, may be empty
 * @param password its password, may be empty
 * @param connections size of the pool and number of database threads, 1 to 64
 * @param patience how long to wait at start for a database that does not answer yet, for it may be recovering
 */
public record DatabaseSettings(String url, String user, String password, int connections, Duration patience) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the number of connections is out of range
     */
    public DatabaseSettings {
        if (connections < 1 || connections > 64) {
            throw new IllegalArgumentException("connections was " + connections
                    + " but must lie between 1 and 64; 8 is plenty for a database on the same machine");
        }
    }

    /** {@return eight connections and ten seconds of patience} */
    public static DatabaseSettings of(String url, String user, String password) {
        return new DatabaseSettings(url, user, password, 8, Duration.ofSeconds(10));
    }

    /** {@return everything but the password, and no password hidden in the URL} */
    @Override
    public String toString() {
        return url.replaceAll("(?i)(password=)[^&;]*", "$1***") + " as '" + user + "'";
    }
}

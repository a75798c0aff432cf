package org.bluemarble.chaos.servers;

/**
 * A real database server that runs as a direct child process of this JVM and listens on the loopback address only.
 *
 * <p>It ends with its scope: {@link #close()} stops it, and a shutdown hook does the same when the JVM exits or is
 * interrupted. Thread-safe.
 */
public interface DatabaseServer extends AutoCloseable {

    /** {@return the port on 127.0.0.1, the same for the whole life of this object, restarts included} */
    int port();

    /** {@return the name of the only user, who has every right and no password} */
    String user();

    /** {@return a JDBC URL of the server's default database, with the user in it} */
    String jdbcUrl();

    /**
     * {@return a JDBC URL of the named database, with the user in it}
     *
     * @param database the name of a database, which need not exist yet
     */
    String jdbcUrl(String database);

    /**
     * Creates an empty database.
     *
     * @param name a name of lower-case letters, digits and underscores, at most 63 characters, beginning with a letter
     * @throws IllegalArgumentException if the name has another form
     * @throws ServerException if the server refuses, for example because the database exists
     */
    void createDatabase(String name);

    /** {@return the process id of the server's main process} */
    long pid();

    /** {@return whether the server's main process runs} */
    boolean isAlive();

    /**
     * Kills the server as {@code kill -9} would: its main process and every process it forked, with no chance to
     * write anything. Returns when all of them are gone. Harmless if it is dead already.
     */
    void kill();

    /**
     * Starts the server again on the same data and the same port, and returns when it accepts connections. A server
     * that still runs is stopped first.
     *
     * @throws ServerException if it does not accept connections within a minute
     */
    void restart();

    /** Stops the server and, if its data directory is temporary, deletes that. Closing twice is harmless. */
    @Override
    void close();
}

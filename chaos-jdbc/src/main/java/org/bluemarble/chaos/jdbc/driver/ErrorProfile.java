package org.bluemarble.chaos.jdbc.driver;

/**
 * What a driver makes of a server's error.
 *
 * @param sqlState the exception's SQLState
 * @param vendorCode the exception's vendor code
 * @param message the server's words
 * @param undone what the server undoes
 */
public record ErrorProfile(String sqlState, int vendorCode, String message, Undone undone) {

    /** How much of the work a server undoes with an error. */
    public enum Undone {
        /** The statement; the transaction goes on and its commit keeps the rest. */
        STATEMENT,
        /** The transaction is dead: what follows fails, and a commit rolls back. */
        ABORTED_TRANSACTION,
        /** The whole transaction, at once; the session goes on with a new one. */
        TRANSACTION,
        /** The whole transaction and the session. */
        SESSION
    }
}

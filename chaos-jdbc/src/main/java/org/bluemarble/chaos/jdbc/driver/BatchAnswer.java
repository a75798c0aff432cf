package org.bluemarble.chaos.jdbc.driver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A batch that is run for the failure it ends in, in place of another one: drivers tell a batch's failure by another class
 * than a single statement's, some with another SQLState.
 *
 * @param entries how many it has, of the same text
 * @param prepared whether the other one is a prepared statement's
 */
record BatchAnswer(long entries, boolean prepared) {

    void run(Connection connection, String text) throws SQLException {
        if (prepared) {
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                for (long i = 0; i < entries; i++) {
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        } else {
            try (Statement statement = connection.createStatement()) {
                for (long i = 0; i < entries; i++) {
                    statement.addBatch(text);
                }
                statement.executeBatch();
            }
        }
    }
}

package org.bluemarble.chaos.jdbc.driver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A batch that is run for the failure it ends in, in place of another one, with as many entries: drivers tell a batch's
 * failure by another class than a single statement's, some with another SQLState, and count its entries.
 *
 * @param instead what the other one holds
 * @param prepared whether the other one is a prepared statement's
 */
record BatchAnswer(BatchText instead, boolean prepared) {

    private static final String BETWEEN_TEXTS = ";\n";

    /** {@return the text of the other one's first entry; null where its driver does not keep it} */
    @Nullable
    String firstText() {
        String sql = instead.sql();
        int end = sql == null || prepared ? -1 : sql.indexOf(BETWEEN_TEXTS);
        return sql == null || end < 0 ? sql : sql.substring(0, end);
    }

    int entries() {
        return Math.toIntExact(instead.entries());
    }

    /** {@return the counts of a batch none of whose entries had an effect} */
    int[] allFailed() {
        int[] counts = new int[entries()];
        Arrays.fill(counts, Statement.EXECUTE_FAILED);
        return counts;
    }

    void run(Connection connection, String text) throws SQLException {
        if (prepared) {
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                for (int i = 0; i < entries(); i++) {
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        } else {
            try (Statement statement = connection.createStatement()) {
                for (int i = 0; i < entries(); i++) {
                    statement.addBatch(text);
                }
                statement.executeBatch();
            }
        }
    }
}

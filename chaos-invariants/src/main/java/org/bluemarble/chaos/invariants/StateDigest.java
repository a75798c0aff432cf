package org.bluemarble.chaos.invariants;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A fingerprint of everything the mapping covers: the sum of one hash per row, so that the order of rows does not matter and
 * nothing but two numbers has to be kept. Two states with equal digests are equal but for one chance in 2^100 and more.
 */
record StateDigest(long rows, long high, long low) {

    /** Reads all mapped columns of all mapped tables. */
    static StateDigest of(Snapshot snapshot, BoundEconomy economy) throws SQLException {
        Sum sum = new Sum();
        int number = 0;
        for (BoundTable table : economy.tables()) {
            byte tag = (byte) number++;
            int columns = table.columns().size();
            String select = String.join(
                    ", ",
                    table.columns().keySet().stream().sorted().map(table::exact).toList());
            snapshot.query(Sql.of("select " + select).add(table.from()), row -> sum.add(tag, row, columns));
        }
        return new StateDigest(sum.rows, sum.high, sum.low);
    }

    private static final class Sum {

        private final MessageDigest sha256 = sha256();
        private long rows;
        private long high;
        private long low;

        void add(byte tag, ResultSet row, int columns) throws SQLException {
            sha256.update(tag);
            for (int column = 1; column <= columns; column++) {
                String value = row.getString(column);
                byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
                // The length keeps ("a", "bc") from ("ab", "c"), and null from the empty text.
                sha256.update(ByteBuffer.allocate(4)
                        .putInt(value == null ? -1 : bytes.length)
                        .array());
                sha256.update(bytes);
            }
            ByteBuffer hash = ByteBuffer.wrap(sha256.digest());
            high += hash.getLong();
            low += hash.getLong();
            rows++;
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException absent) {
                throw new IllegalStateException("every Java platform must have SHA-256", absent);
            }
        }
    }
}

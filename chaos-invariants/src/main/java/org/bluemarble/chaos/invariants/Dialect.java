package org.bluemarble.chaos.invariants;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Optional;

/** What differs between the databases we can read: how one snapshot is taken, and how values are compared exactly. */
enum Dialect {
    POSTGRESQL {
        @Override
        void beginSnapshot(Connection connection) throws SQLException {
            execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        }

        /** A replica may show commits in another order than the primary ever did. */
        @Override
        Optional<String> refusal(Connection connection, List<BoundTable> tables) throws SQLException {
            return text(connection, "select pg_is_in_recovery()").equals("t")
                    ? Optional.of("this is a replica, which may show states the primary never had; check the primary")
                    : Optional.empty();
        }

        /** The C collation makes equal mean equal, and sorting cheap. */
        @Override
        String exact(String expression, boolean isText) {
            return "cast(" + expression + " as text) collate \"C\"";
        }

        @Override
        Sql constant(String text) {
            return Sql.of("cast(")
                    .value((statement, i) -> statement.setString(i, text))
                    .add(" as text) collate \"C\"");
        }

        /** An untyped parameter takes the type of the column it is compared with, enums and UUIDs included. */
        @Override
        Sql.Value value(Column column, String text) {
            return (statement, i) -> statement.setObject(i, text, Types.OTHER);
        }
    },

    MARIADB {
        @Override
        void beginSnapshot(Connection connection) throws SQLException {
            execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            execute(connection, "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
        }

        /** Only InnoDB has snapshots; a view has no engine. */
        @Override
        Optional<String> refusal(Connection connection, List<BoundTable> tables) throws SQLException {
            for (BoundTable table : tables) {
                String engine = engine(connection, table);
                if (!engine.equalsIgnoreCase("InnoDB") && !engine.isEmpty()) {
                    return Optional.of("table " + table.label() + " is kept by " + engine
                            + ", which has no snapshots; use InnoDB");
                }
            }
            return Optional.empty();
        }

        private String engine(Connection connection, BoundTable table) throws SQLException {
            try (var select = connection.prepareStatement(
                    "select engine from information_schema.tables where table_schema = ? and table_name = ?")) {
                select.setString(1, table.schema());
                select.setString(2, table.name());
                try (ResultSet rows = select.executeQuery()) {
                    String engine = rows.next() ? rows.getString(1) : null;
                    return engine == null ? "" : engine;
                }
            }
        }

        /** The usual collations take 'T1', 't1' and 't1 ' for the same; operation ids are not. */
        @Override
        String exact(String expression, boolean isText) {
            String text = isText ? expression : "cast(" + expression + " as char)";
            return "convert(" + text + " using utf8mb4) collate utf8mb4_nopad_bin";
        }

        @Override
        Sql constant(String text) {
            return Sql.of("convert(")
                    .value((statement, i) -> statement.setString(i, text))
                    .add(" using utf8mb4) collate utf8mb4_nopad_bin");
        }

        /** A number compared with a text would be compared as doubles, which takes neighbours beyond 2^53 for equal. */
        @Override
        Sql.Value value(Column column, String text) {
            return column.isExactNumber() ? number(text) : (statement, i) -> statement.setString(i, text);
        }

        private Sql.Value number(String text) {
            String digits = text.equals("true") ? "1" : text.equals("false") ? "0" : text;
            return (statement, i) -> statement.setBigDecimal(i, new BigDecimal(digits));
        }

        /** MySQL's driver streams only for this value; MariaDB's streams for any that is positive. */
        @Override
        int fetchRows(DatabaseMetaData metaData) throws SQLException {
            return metaData.getDriverName().startsWith("MySQL") ? Integer.MIN_VALUE : super.fetchRows(metaData);
        }
    },

    H2 {
        @Override
        void beginSnapshot(Connection connection) throws SQLException {
            execute(connection, "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT");
        }

        @Override
        Optional<String> refusal(Connection connection, List<BoundTable> tables) {
            return Optional.empty();
        }

        @Override
        String exact(String expression, boolean isText) {
            return "cast(" + expression + " as varchar)";
        }

        @Override
        Sql constant(String text) {
            return Sql.of("cast(")
                    .value((statement, i) -> statement.setString(i, text))
                    .add(" as varchar)");
        }

        @Override
        Sql.Value value(Column column, String text) {
            return (statement, i) -> statement.setString(i, text);
        }
    };

    private static final int FETCH_ROWS = 1_000;

    static Dialect of(DatabaseMetaData metaData) throws SQLException {
        String product = metaData.getDatabaseProductName();
        if (product.equals("PostgreSQL")) {
            return POSTGRESQL;
        }
        if (product.equals("MariaDB") || metaData.getDatabaseProductVersion().contains("MariaDB")) {
            return MARIADB;
        }
        if (product.equals("H2")) {
            return H2;
        }
        throw new SQLException("database was '" + product
                + "' but must be PostgreSQL, MariaDB or H2; of others it is not known how to take one snapshot");
    }

    /** Begins, between two transactions, a read-only one in which every query sees the same instant. */
    abstract void beginSnapshot(Connection connection) throws SQLException;

    /** {@return why what this snapshot shows proves nothing, if so} */
    abstract Optional<String> refusal(Connection connection, List<BoundTable> tables) throws SQLException;

    /** {@return an expression that is equal for equal values only, as a text} */
    abstract String exact(String expression, boolean isText);

    /** {@return a text, typed so that it can stand in a select list} */
    abstract Sql constant(String text);

    /** {@return a parameter to be compared with a column} */
    abstract Sql.Value value(Column column, String text);

    /** {@return whether the snapshot's isolation level outlives its transaction and has to be set back} */
    boolean leavesIsolationBehind() {
        return this == H2;
    }

    /** {@return how many rows the driver may hold at once} */
    int fetchRows(DatabaseMetaData metaData) throws SQLException {
        return FETCH_ROWS;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}

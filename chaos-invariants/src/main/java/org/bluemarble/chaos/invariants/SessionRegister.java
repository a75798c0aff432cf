package org.bluemarble.chaos.invariants;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The sessions of one database that carry a tag: lists them and ends them, in the database's own words. */
final class SessionRegister {

    /** MariaDB's answer to the killing of a session that has just ended by itself. */
    private static final int NO_SUCH_THREAD = 1094;

    private final Connection connection;
    private final Dialect dialect;
    private final SessionTag tag;

    SessionRegister(Connection connection, SessionTag tag) throws SQLException {
        this.connection = connection;
        this.dialect = Dialect.of(connection.getMetaData());
        this.tag = tag;
    }

    /** {@return the ids of all sessions with the tag, but for our own} */
    List<Long> list() throws SQLException {
        List<Long> ids = new ArrayList<>();
        Sql select = select();
        try (PreparedStatement statement = connection.prepareStatement(select.text())) {
            select.fill(statement);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
        }
        return ids;
    }

    private Sql select() throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            return Sql.of("select pid from pg_stat_activity where pid <> pg_backend_pid()"
                            + " and datname = current_database() and ")
                    .add(postgresColumn())
                    .add(" = ")
                    .value(text(postgresValue()));
        }
        if (dialect == Dialect.MARIADB) {
            return mariaDbSelect();
        }
        if (tag instanceof SessionTag.User user) {
            return Sql.of("select session_id from information_schema.sessions where session_id <> session_id()"
                            + " and upper(user_name) = upper(")
                    .value(text(user.name()))
                    .add(")");
        }
        throw unsupported("H2 knows its sessions by user only");
    }

    private String postgresColumn() throws SQLException {
        if (tag instanceof SessionTag.ApplicationName) {
            return "application_name";
        }
        if (tag instanceof SessionTag.User) {
            return "usename";
        }
        throw unsupported("PostgreSQL knows its sessions by application name or user");
    }

    private String postgresValue() {
        return tag instanceof SessionTag.ApplicationName application
                ? application.name()
                : ((SessionTag.User) tag).name();
    }

    private Sql mariaDbSelect() throws SQLException {
        if (tag instanceof SessionTag.User user) {
            return Sql.of("select id from information_schema.processlist where id <> connection_id() and user = ")
                    .value(text(user.name()));
        }
        if (tag instanceof SessionTag.ConnectionAttribute attribute) {
            requirePerformanceSchema();
            return Sql.of("select processlist_id from performance_schema.session_connect_attrs"
                            + " where processlist_id <> connection_id() and attr_name = ")
                    .value(text(attribute.name()))
                    .add(" and attr_value = ")
                    .value(text(attribute.value()));
        }
        throw unsupported("MariaDB knows its sessions by user or connection attribute");
    }

    private void requirePerformanceSchema() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select @@performance_schema");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            if (!rows.getBoolean(1)) {
                throw unsupported("performance_schema was OFF but must be ON for connection attributes to be seen;"
                        + " switch it on, or give each incarnation a user of its own");
            }
        }
    }

    /** Asks the database to end the sessions; they may take a while to be gone. */
    void end(List<Long> ids) throws SQLException {
        for (long id : ids) {
            try (PreparedStatement statement = connection.prepareStatement(endStatement(id))) {
                statement.execute();
            } catch (SQLException refused) {
                if (refused.getErrorCode() != NO_SUCH_THREAD) {
                    throw refused;
                }
            }
        }
    }

    private String endStatement(long id) {
        return switch (dialect) {
            case POSTGRESQL -> "select pg_terminate_backend(" + id + ")";
            case MARIADB -> "kill connection " + id;
            case H2 -> "call abort_session(" + id + ")";
        };
    }

    private SQLException unsupported(String instead) {
        return new SQLException("sessions were to be found by " + tag + ", but " + instead);
    }

    private static Sql.Value text(String value) {
        return (statement, index) -> statement.setString(index, value);
    }
}

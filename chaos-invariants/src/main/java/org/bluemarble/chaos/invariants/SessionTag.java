package org.bluemarble.chaos.invariants;

import java.util.Objects;

/** By what the database sessions of a dead server are known. The checker's own session is never among them. */
public sealed interface SessionTag {

    /**
     * PostgreSQL's {@code application_name}, different for each incarnation of the server.
     *
     * @param name the name, as the JDBC URL gave it
     */
    record ApplicationName(String name) implements SessionTag {
        /** Checks. */
        public ApplicationName {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public String toString() {
            return "application name " + name;
        }
    }

    /**
     * A database user of the server's own, on any database.
     *
     * @param name the user's name
     */
    record User(String name) implements SessionTag {
        /** Checks. */
        public User {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public String toString() {
            return "user " + name;
        }
    }

    /**
     * A connection attribute of MariaDB or MySQL, which needs {@code performance_schema=ON} on the server.
     *
     * @param name the attribute, for example {@code incarnation}
     * @param value what it is set to
     */
    record ConnectionAttribute(String name, String value) implements SessionTag {
        /** Checks. */
        public ConnectionAttribute {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
        }

        @Override
        public String toString() {
            return "connection attribute " + name + "=" + value;
        }
    }
}

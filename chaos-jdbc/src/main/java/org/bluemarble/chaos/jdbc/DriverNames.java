package org.bluemarble.chaos.jdbc;

import java.util.List;

/** How rules name the drivers that are known. */
final class DriverNames {

    static final String PGJDBC = "pgjdbc";
    static final String MARIADB = "mariadb";
    static final String MYSQL = "mysql";
    static final String H2 = "h2";

    static final List<String> ALL = List.of(PGJDBC, MARIADB, MYSQL, H2);

    private DriverNames() {}

    /** The name of the driver whose class this is, or the class's name if the driver is not known. */
    static String of(Class<?> type) {
        String name = type.getName();
        if (name.startsWith("org.postgresql.")) {
            return PGJDBC;
        }
        if (name.startsWith("org.mariadb.jdbc.")) {
            return MARIADB;
        }
        if (name.startsWith("com.mysql.cj.")) {
            return MYSQL;
        }
        return name.startsWith("org.h2.") ? H2 : name;
    }
}

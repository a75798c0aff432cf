package org.bluemarble.chaos.jdbc;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bluemarble.chaos.jdbc.driver.DriverKind;
import org.jspecify.annotations.Nullable;

/** How rules name the drivers. */
final class DriverNames {

    static final List<String> ALL =
            Arrays.stream(DriverKind.values()).map(DriverNames::of).toList();

    private static final Map<String, DriverKind> PACKAGES = Map.of(
            "org.postgresql.", DriverKind.POSTGRESQL,
            "org.mariadb.jdbc.", DriverKind.MARIADB,
            "com.mysql.cj.", DriverKind.MYSQL,
            "org.h2.", DriverKind.H2);

    private DriverNames() {}

    /** By the scheme of a JDBC URL. */
    static String ofUrl(String url) {
        String[] words = url.split(":", 3);
        String scheme = words.length > 1 ? words[1] : "";
        return ALL.contains(scheme) ? scheme : of(DriverKind.UNKNOWN);
    }

    /** By the class of a driver's own object, or one derived from it; null for an object of anybody else's. */
    static @Nullable String ofPartOfDriver(Object part) {
        for (Class<?> type = part.getClass(); type != null; type = type.getSuperclass()) {
            String name = type.getName();
            for (Map.Entry<String, DriverKind> known : PACKAGES.entrySet()) {
                if (name.startsWith(known.getKey())) {
                    return of(known.getValue());
                }
            }
        }
        return null;
    }

    static String of(DriverKind driver) {
        return driver.name().toLowerCase(Locale.ROOT);
    }
}

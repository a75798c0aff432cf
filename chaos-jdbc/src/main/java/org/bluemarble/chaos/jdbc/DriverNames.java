package org.bluemarble.chaos.jdbc;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bluemarble.chaos.jdbc.driver.DriverKind;

/** How rules name the drivers. */
final class DriverNames {

    static final List<String> ALL =
            Arrays.stream(DriverKind.values()).map(DriverNames::of).toList();

    private DriverNames() {}

    /** By the scheme of a JDBC URL. */
    static String ofUrl(String url) {
        String[] words = url.split(":", 3);
        String scheme = words.length > 1 ? words[1] : "";
        return ALL.contains(scheme) ? scheme : of(DriverKind.UNKNOWN);
    }

    static String of(DriverKind driver) {
        return driver.name().toLowerCase(Locale.ROOT);
    }
}

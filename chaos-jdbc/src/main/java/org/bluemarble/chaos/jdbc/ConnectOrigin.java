package org.bluemarble.chaos.jdbc;

import java.sql.Driver;
import java.util.List;
import java.util.Objects;
import javax.sql.CommonDataSource;
import org.bluemarble.chaos.CallAttributes;
import org.jspecify.annotations.Nullable;

/**
 * By what a driver opens a connection: itself with a URL, or a data source that may tell one. Nothing is asked of it before
 * a rule wants to know, and nothing of a server at all; what it does not tell is unknown. Thread-safe if the data source is.
 */
final class ConnectOrigin {

    /** pgjdbc and MySQL Connector/J have both; H2 has the first, MariaDB Connector/J the second. */
    private static final List<String> URL_GETTERS = List.of("getURL", "getUrl");

    private final Object opener;
    private final @Nullable String given;

    private ConnectOrigin(Object opener, @Nullable String given) {
        this.opener = opener;
        this.given = given;
    }

    static ConnectOrigin of(Driver driver, String url) {
        return new ConnectOrigin(driver, url);
    }

    /** A data source of any kind, wrapped by this module or not. */
    static ConnectOrigin of(CommonDataSource source) {
        return new ConnectOrigin(Wrapped.innermost(source), null);
    }

    /** {@return whether it is part of a driver we know, rather than a pool or something else that asks a driver} */
    boolean isDrivers() {
        return DriverNames.ofPartOfDriver(opener) != null;
    }

    /** {@return the attribute's value: the URL without its parameters} */
    Object url() {
        String url = text();
        return url == null ? CallAttributes.UNKNOWN : withoutParameters(url);
    }

    /** {@return the attribute's value: the driver as rules name it} */
    Object driver() {
        // Before the URL: MariaDB's driver can be had to answer to MySQL's scheme.
        String byClass = DriverNames.ofPartOfDriver(opener);
        if (byClass != null) {
            return byClass;
        }
        String url = text();
        return url == null ? CallAttributes.UNKNOWN : DriverNames.ofUrl(url);
    }

    private @Nullable String text() {
        if (given != null) {
            return given;
        }
        return URL_GETTERS.stream()
                .map(this::ask)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable String ask(String getter) {
        try {
            return opener.getClass().getMethod(getter).invoke(opener) instanceof String url && !url.isEmpty()
                    ? url
                    : null;
        } catch (ReflectiveOperationException otherSpelling) {
            return null;
        }
    }

    private static String withoutParameters(String url) {
        String address = url.split("[?;]", 2)[0];
        // A user and password may stand before the host.
        return address.replaceFirst("//[^/@]*@", "//");
    }
}

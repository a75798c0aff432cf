package org.bluemarble.chaos.jvm;

import java.util.Locale;
import org.bluemarble.chaos.AttributeKey;
import org.jspecify.annotations.Nullable;

/** What selectors can ask of a request, whatever client makes it. */
final class HttpAttributes {

    private HttpAttributes() {}

    static @Nullable Object get(
            AttributeKey key, String method, @Nullable String host, @Nullable String path, Object address) {
        if (key == JdkPoints.HOST) {
            return host == null ? null : host.toLowerCase(Locale.ROOT);
        } else if (key == JdkPoints.METHOD) {
            return method;
        } else if (key == JdkPoints.PATH) {
            return path;
        }
        return key == JdkPoints.URI ? address.toString() : null;
    }
}

package org.bluemarble.chaos.jvm;

import java.io.IOException;
import java.net.http.HttpTimeoutException;

/** A class of its own, because the verifier loads the exception's class with it: some JVMs have no {@code java.net.http}. */
final class HttpTimeouts {

    private HttpTimeouts() {}

    /** {@return what the client throws when a response takes longer than the request allows} */
    static IOException requestTimedOut() {
        return new HttpTimeoutException("request timed out");
    }
}

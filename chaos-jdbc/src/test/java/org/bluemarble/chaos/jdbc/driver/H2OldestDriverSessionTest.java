package org.bluemarble.chaos.jdbc.driver;

/** An old client of a new server. */
class H2OldestDriverSessionTest extends H2RemoteSessionTest {
    @Override
    TestDatabase start() throws Exception {
        return super.start().through("h2-oldest.jar");
    }
}

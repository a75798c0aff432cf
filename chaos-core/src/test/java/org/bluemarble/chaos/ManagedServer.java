package org.bluemarble.chaos;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.bluemarble.chaos.spi.JmxRegistration;

/** A server with an engine and a named point that it passes all the time; ends when its standard input does. */
final class ManagedServer {

    private static final InjectionPoint POINT = Chaos.point("fixture.pass");

    private ManagedServer() {}

    public static void main(String[] arguments) throws IOException {
        ManagementFactory.getPlatformMBeanServer();
        if (!JmxRegistration.ensureRegistered() || !JmxRegistration.ensureRegistered()) {
            throw new AssertionError("not registered");
        }
        Thread traffic = new Thread(ManagedServer::passForEver, "traffic");
        traffic.setDaemon(true);
        traffic.start();
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // Nothing to read: this waits for the end of the test.
            continue;
        }
    }

    private static void passForEver() {
        while (true) {
            POINT.pass();
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}

package org.bluemarble.chaos;

import java.time.Duration;
import org.bluemarble.chaos.spi.JmxRegistration;

/** A server at its start: the agent has made the engine, and nobody has asked for the platform MBean server. */
final class UntouchedServer {

    private UntouchedServer() {}

    public static void main(String[] arguments) {
        JmxRegistration.mark();
        Chaos.point("fixture.early");
        if (JmxRegistration.ensureRegistered()) {
            throw new AssertionError("registered, where there is nothing to register with");
        }
        try (ArmedRule slow = Chaos.global()
                .arm(FaultRule.named("slow")
                        .at("fixture.early")
                        .inject(Latency.of(Duration.ofMillis(1)))
                        .build())) {
            Chaos.point("fixture.early").pass();
            System.out.println("injected " + slow.counters().injected());
        }
        System.out.println("done");
    }
}

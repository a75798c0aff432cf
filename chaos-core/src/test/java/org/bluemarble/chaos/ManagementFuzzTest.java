package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.bluemarble.chaos.fuzz.Fuzz;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation of the engine's MBean, given anything: it does what it says or refuses it with a plain exception. */
class ManagementFuzzTest {

    private static final List<String> TEXTS = List.of(
            "slow",
            "lease-1",
            "incident:bad-wifi share=5%",
            "x: test.commit[player=p1] latency 1ms probability=1% limit=10 ttl=5m",
            "y: test.acquire hang 1s",
            "trade.after-debit",
            "not, an id",
            "lease-7",
            "evening");

    @BeforeAll
    static void knowThePoints() {
        Catalogues.load();
    }

    /** The operations that take texts or numbers, called with this text and what is nearly a number. */
    private static void callAll(MBeanServer server, ObjectName name, String text) throws Exception {
        int refusals = 0;
        for (MBeanOperationInfo operation : server.getMBeanInfo(name).getOperations()) {
            String[] types = Arrays.stream(operation.getSignature())
                    .map(parameter -> parameter.getType())
                    .toArray(String[]::new);
            Object[] arguments = Arrays.stream(types)
                    .map(type -> type.equals("long") ? (Object) number(text) : text)
                    .toArray();
            try {
                server.invoke(name, operation.getName(), arguments, types);
            } catch (RuntimeMBeanException refused) {
                RuntimeException plain = refused.getTargetException();
                assertThat(plain.getClass())
                        .as("%s(%s)", operation.getName(), text)
                        .isIn(IllegalArgumentException.class, IllegalStateException.class);
                assertThat(plain.getMessage()).isNotBlank();
                refusals++;
            }
            if (operation.getName().equals("killSwitch")) {
                server.invoke(name, "reset", new Object[0], new String[0]);
            }
        }
        assertThat(refusals).as("of one text not everything can be made").isPositive();
    }

    private static long number(String text) {
        return text == null ? 0 : text.hashCode() * (text.length() % 3 == 0 ? 1L << 40 : 1L);
    }

    @Test
    void anyText_isTakenOrPlainlyRefused() {
        long problems = InternalProblems.count();
        MBeanServer server = MBeanServerFactory.newMBeanServer();
        try (Chaos chaos = Chaos.create("managed")) {
            chaos.registerMBeans(server);
            ObjectName name = new ObjectName("org.bluemarble.chaos:type=Chaos,engine=managed");
            Fuzz.reading("operations", TEXTS, 2_000, text -> {
                callAll(server, name, text);
                List<Problem> unreadable = chaos.check(text);
                if (text.contains(": ") && !unreadable.isEmpty()) {
                    throw new ChaosConfigurationException("fuzz", unreadable);
                }
            });
        } catch (MalformedObjectNameException impossible) {
            throw new AssertionError(impossible);
        }
        assertThat(InternalProblems.count()).isEqualTo(problems);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\u0000", "incident:", "incident: ", ":"})
    void nothingAndNearlyNothing_isPlainlyRefused(String text) throws Exception {
        MBeanServer server = MBeanServerFactory.newMBeanServer();
        try (Chaos chaos = Chaos.create("managed")) {
            chaos.registerMBeans(server);
            callAll(server, new ObjectName("org.bluemarble.chaos:type=Chaos,engine=managed"), text);
        }
    }
}

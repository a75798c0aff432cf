package org.bluemarble.chaos;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;

/** What tests of the beans share: an engine, an MBean server of their own, and how to ask it in names and open data. */
abstract class ManagedEngine {

    static final String POINT = "beans.test";

    final MBeanServer server = MBeanServerFactory.newMBeanServer();
    final Chaos engine = Chaos.builder("beans").seed(42).build();

    @AfterEach
    void close() {
        engine.close();
    }

    static FaultRule.Builder rule(String id) {
        return FaultRule.named(id).at(Chaos.point(POINT)).inject(Latency.of(Duration.ofMillis(1)));
    }

    Object attribute(String name) throws Exception {
        return server.getAttribute(engineName(), name);
    }

    Object ruleAttribute(String rule, String name) throws Exception {
        return server.getAttribute(ruleName(rule), name);
    }

    CompositeData[] rows(String attribute) throws Exception {
        return (CompositeData[]) attribute(attribute);
    }

    Object invoke(String operation, String... arguments) throws Exception {
        String[] types = new String[arguments.length];
        Arrays.fill(types, String.class.getName());
        return server.invoke(engineName(), operation, arguments, types);
    }

    static MBeanOperationInfo operation(MBeanInfo info, String name) {
        for (MBeanOperationInfo operation : info.getOperations()) {
            if (operation.getName().equals(name)) {
                return operation;
            }
        }
        throw new AssertionError("no operation " + name);
    }

    List<String> ruleIds() throws Exception {
        ObjectName pattern = new ObjectName("org.bluemarble.chaos:type=Rule,engine=beans,*");
        return server.queryNames(pattern, null).stream()
                .map(name -> name.getKeyProperty("name"))
                .toList();
    }

    static ObjectName chaosNames() {
        return name("org.bluemarble.chaos:*");
    }

    static ObjectName engineName() {
        return name("org.bluemarble.chaos:type=Chaos,engine=beans");
    }

    static ObjectName ruleName(String id) {
        return name("org.bluemarble.chaos:type=Rule,name=" + id + ",engine=beans");
    }

    static ObjectName name(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException wrong) {
            throw new AssertionError(wrong);
        }
    }
}

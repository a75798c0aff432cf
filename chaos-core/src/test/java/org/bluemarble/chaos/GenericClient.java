package org.bluemarble.chaos;

import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.VirtualMachine;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.management.Attribute;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A management tool that has no class of ours: it is started with this class and Awaitility alone. Says what it sees, line by line. */
final class GenericClient {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STRING = String.class.getName();

    private final MBeanServerConnection server;
    private final ObjectName chaos = new ObjectName("org.bluemarble.chaos:type=Chaos");
    private final ObjectName rule = new ObjectName("org.bluemarble.chaos:type=Rule,name=slow");
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();

    private GenericClient(MBeanServerConnection server) throws Exception {
        this.server = server;
    }

    public static void main(String[] arguments) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(arguments[0]);
        String address = machine.startLocalManagementAgent();
        machine.detach();
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
            new GenericClient(connector.getMBeanServerConnection()).run();
        }
        System.out.println("end");
    }

    private void run() throws Exception {
        server.addNotificationListener(
                chaos, (notification, handback) -> heard.add(notification.getType()), null, null);
        System.out.println("armed " + invoke("arm", "slow: fixture.pass latency 1ms ttl=5m"));
        awaitSelected();
        for (ObjectName name : new ObjectName[] {chaos, rule}) {
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                server.getAttribute(name, attribute.getName());
            }
        }
        CompositeData[] rules = (CompositeData[]) server.getAttribute(chaos, "Rules");
        System.out.println("rules " + rules.length + " " + rules[0].get("id"));
        server.setAttribute(rule, new Attribute("Enabled", false));
        System.out.println("enabled " + server.getAttribute(rule, "Enabled"));
        refused("arm", "slow: fixture.pass latency 5");
        refused("enable", "slwo");
        System.out.println(
                "explain " + ((String) invoke("explain", "slow")).lines().findFirst());
        System.out.println("check " + Arrays.toString((String[]) invoke("check", "fast: fixture.pass latency 1ms")));
        System.out.println("killed " + invoke("killSwitch", "enough"));
        System.out.println("rule bean " + server.isRegistered(rule));
        refused("arm", "slow: fixture.pass latency 1ms");
        await("the notifications of all this").atMost(PATIENCE).until(() -> heard.size() >= 6);
        System.out.println("heard " + heard);
    }

    private void awaitSelected() throws Exception {
        await("a call that passes the point")
                .atMost(PATIENCE)
                .until(() -> (Long) server.getAttribute(rule, "Selected") > 0);
        System.out.println("selected");
    }

    private void refused(String operation, String argument) throws Exception {
        try {
            invoke(operation, argument);
            System.out.println(operation + " was not refused");
        } catch (RuntimeMBeanException refusal) {
            System.out.println(refusal.getCause());
        }
    }

    private Object invoke(String operation, String argument) throws Exception {
        return server.invoke(chaos, operation, new Object[] {argument}, new String[] {STRING});
    }
}

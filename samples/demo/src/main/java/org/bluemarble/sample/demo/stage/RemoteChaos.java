package org.bluemarble.sample.demo.stage;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Arms and disarms rules in another JVM, as any JMX client would: through the JVM's own attach mechanism, with open types
 * only. Not thread-safe. After the JVM has died every call throws {@link IOException}.
 */
public final class RemoteChaos implements AutoCloseable {
    private static final String DOMAIN = "org.bluemarble.chaos";
    private static final String[] LINE = {String.class.getName()};

    private final JMXConnector connector;
    private final MBeanServerConnection server;
    private final ObjectName chaos;

    private RemoteChaos(JMXConnector connector, MBeanServerConnection server, ObjectName chaos) {
        this.connector = connector;
        this.server = server;
        this.chaos = chaos;
    }

    /**
     * Connects to a JVM of this user on this machine.
     *
     * @throws StageException if it cannot be reached, or runs without the agent
     */
    @SuppressWarnings("BanJNDI") // the address comes from that JVM itself, which is ours, and not from any user
    public static RemoteChaos attach(long pid) throws StageException {
        try {
            JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(localAddress(pid)));
            RemoteChaos remote = new RemoteChaos(connector, connector.getMBeanServerConnection(), name("Chaos", ""));
            if (!remote.server.isRegistered(remote.chaos)) {
                remote.close();
                throw new StageException("JVM " + pid + " has no " + remote.chaos
                        + "; it must run with -javaagent:chaos-agent.jar, and its log says why the agent is not there");
            }
            return remote;
        } catch (IOException | AttachNotSupportedException e) {
            throw new StageException("JVM " + pid + " could not be reached over JMX: " + e.getMessage(), e);
        }
    }

    private static String localAddress(long pid) throws IOException, AttachNotSupportedException {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try {
            return machine.startLocalManagementAgent();
        } finally {
            machine.detach();
        }
    }

    /**
     * Arms a rule.
     *
     * @param rule on one line
     * @return its id
     * @throws StageException if it is refused, with the reasons
     */
    public String arm(String rule) throws StageException, IOException {
        try {
            return String.valueOf(server.invoke(chaos, "arm", new Object[] {rule}, LINE));
        } catch (RuntimeMBeanException refused) {
            throw new StageException(
                    "rule '" + rule + "' was refused: "
                            + refused.getTargetException().getMessage(),
                    refused);
        } catch (JMException e) {
            throw new StageException("rule '" + rule + "' could not be armed: " + e.getMessage(), e);
        }
    }

    /** Ends a rule. */
    public void disarm(String id) throws StageException, IOException {
        try {
            server.invoke(chaos, "disarm", new Object[] {id}, LINE);
        } catch (JMException e) {
            throw new StageException("rule '" + id + "' could not be disarmed: " + e.getMessage(), e);
        }
    }

    /** {@return how many rules were armed, after ending all} */
    public int disarmAll() throws StageException, IOException {
        try {
            return (Integer) server.invoke(chaos, "disarmAll", new Object[0], new String[0]);
        } catch (JMException e) {
            throw new StageException("the rules could not be disarmed: " + e.getMessage(), e);
        }
    }

    /** {@return how many injections were decided in that JVM so far, by whatever rule} */
    public long injections() throws StageException, IOException {
        try {
            return ((Number) server.getAttribute(chaos, "Injections")).longValue();
        } catch (JMException e) {
            throw new StageException("the injections could not be counted: " + e.getMessage(), e);
        }
    }

    /** {@return how many rules are armed} */
    public int armed() throws StageException, IOException {
        try {
            return ((Object[]) server.getAttribute(chaos, "Rules")).length;
        } catch (JMException e) {
            throw new StageException("the rules could not be counted: " + e.getMessage(), e);
        }
    }

    /** {@return how far an armed rule has come} */
    public RuleState state(String id) throws StageException, IOException {
        try {
            ObjectName rule = name("Rule", ",name=" + id);
            return new RuleState(
                    count(rule, "Selected"), count(rule, "Injected"), count(rule, "Done"), count(rule, "Waiting"));
        } catch (InstanceNotFoundException e) {
            throw new StageException("rule '" + id + "' has ended before anybody disarmed it", e);
        } catch (JMException e) {
            throw new StageException("the counters of rule '" + id + "' could not be read: " + e.getMessage(), e);
        }
    }

    private long count(ObjectName rule, String attribute) throws JMException, IOException {
        return ((Number) server.getAttribute(rule, attribute)).longValue();
    }

    private static ObjectName name(String type, String more) {
        try {
            return new ObjectName(DOMAIN + ":type=" + type + more);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException("'" + type + more + "' must make an object name", e);
        }
    }

    /** Disconnects; what is armed stays armed. A JVM that has died meanwhile is no reason to complain. */
    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException dead) {
            // Nobody is left at the other end, so nothing is left open there.
            System.getLogger(RemoteChaos.class.getName()).log(System.Logger.Level.DEBUG, "already disconnected", dead);
        }
    }

    /**
     * A rule's counters.
     *
     * @param selected calls its selector matched
     * @param injected calls it disturbed
     * @param done of these, calls on which the fault came to its own end
     * @param waiting of these, calls that are being disturbed now
     */
    public record RuleState(long selected, long injected, long done, long waiting) {
        /** {@return whether the fault has struck and nothing of it is under way any more} */
        public boolean hasStruck() {
            return injected > 0 && waiting == 0;
        }
    }
}

package org.bluemarble.chaos.cli;

import java.net.MalformedURLException;
import java.util.Map;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXServiceURL;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which engine a command is about. */
final class Target {

    private static final String REMOTE = "service:jmx:";

    @Parameters(
            index = "0",
            paramLabel = "PID",
            description = "The JVM's process id, as ps shows it; or the JMX service URL of a JVM elsewhere.")
    private String jvm = "";

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "An engine other than the global one, which the server has registered by this name.")
    private String engine = "";

    @Option(names = "--user", paramLabel = "NAME", description = "User name, where a service URL asks for one.")
    private String user = "";

    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            arity = "0..1",
            interactive = true,
            description = "Password of that user; asked for where no value follows.")
    private char[] password = new char[0];

    ChaosConnection connect() {
        if (jvm.startsWith(REMOTE)) {
            return ChaosConnection.open(jvm, remoteAddress(), credentials(), engine);
        }
        return ChaosConnection.open(
                name(), LocalJvm.of(jvm, ", or a JMX service URL").connectorAddress(), Map.of(), engine);
    }

    /** {@return what messages call it} */
    String name() {
        return jvm.startsWith(REMOTE) ? jvm : "JVM " + jvm;
    }

    private JMXServiceURL remoteAddress() {
        try {
            return new JMXServiceURL(jvm);
        } catch (MalformedURLException wrong) {
            throw CommandFailure.usage("PID was '" + jvm + "', which is no JMX service URL: " + wrong.getMessage()
                    + "; for example service:jmx:rmi:///jndi/rmi://host:7091/jmxrmi");
        }
    }

    private Map<String, ?> credentials() {
        return user.isEmpty()
                ? Map.of()
                : Map.of(JMXConnector.CREDENTIALS, new String[] {user, String.valueOf(password)});
    }
}

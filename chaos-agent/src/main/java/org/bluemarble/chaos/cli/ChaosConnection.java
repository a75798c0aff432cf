package org.bluemarble.chaos.cli;

import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.management.InstanceNotFoundException;
import javax.management.JMX;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.bluemarble.chaos.jmx.ChaosMXBean;
import org.jspecify.annotations.Nullable;

/** A JMX connection to one engine. Turns what goes wrong on the way into one line. */
final class ChaosConnection implements AutoCloseable {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);

    private final String target;
    private final JMXConnector connector;
    private final ChaosMXBean chaos;

    private ChaosConnection(String target, JMXConnector connector, ChaosMXBean chaos) {
        this.target = target;
        this.connector = connector;
        this.chaos = chaos;
    }

    /**
     * Connects.
     *
     * @param target what the user called it
     * @param engine the engine's name; empty for the global one
     * @throws CommandFailure if there is no such engine to be reached
     */
    static ChaosConnection open(String target, JMXServiceURL address, Map<String, ?> environment, String engine) {
        ObjectName name = name(engine);
        try {
            return TimeLimit.call(CONNECT_LIMIT, () -> {
                JMXConnector connector = connect(address, environment);
                if (!connector.getMBeanServerConnection().isRegistered(name)) {
                    connector.close();
                    throw CommandFailure.unreachable(target + " has no MBean " + name
                            + (engine.isEmpty() ? "; start it with -javaagent:chaos-agent.jar" : ""));
                }
                ChaosMXBean chaos =
                        JMX.newMXBeanProxy(connector.getMBeanServerConnection(), name, ChaosMXBean.class, false);
                return new ChaosConnection(target, connector, chaos);
            });
        } catch (CommandFailure known) {
            throw known;
        } catch (IOException | SecurityException refused) {
            throw CommandFailure.unreachable(
                    target + " cannot be reached over JMX: " + CommandFailure.because(refused));
        } catch (TimeoutException late) {
            throw CommandFailure.unreachable(
                    target + " did not answer within " + CONNECT_LIMIT.toSeconds() + " s; is it stopped?");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CommandFailure.unreachable("interrupted while waiting for " + target);
        } catch (Exception unexpected) {
            throw CommandFailure.unreachable(
                    target + " cannot be reached over JMX: " + CommandFailure.because(unexpected));
        }
    }

    // The address is the user's own word, or that of a JVM of the same user: no one else's input is looked up.
    @SuppressWarnings("BanJNDI")
    private static JMXConnector connect(JMXServiceURL address, Map<String, ?> environment) throws IOException {
        return JMXConnectorFactory.connect(address, environment);
    }

    private static ObjectName name(String engine) {
        try {
            return new ObjectName("org.bluemarble.chaos:type=Chaos" + (engine.isEmpty() ? "" : ",engine=" + engine));
        } catch (MalformedObjectNameException wrong) {
            throw CommandFailure.usage("--engine was '" + engine + "' but must be the name of an engine");
        }
    }

    /**
     * Asks or tells the engine.
     *
     * @throws CommandFailure if it refuses, or if the connection breaks
     */
    <T> T ask(Function<ChaosMXBean, T> question) {
        try {
            return question.apply(chaos);
        } catch (IllegalArgumentException | IllegalStateException refused) {
            throw CommandFailure.refused(String.valueOf(refused.getMessage()));
        } catch (SecurityException readOnly) {
            throw CommandFailure.refused(target + " does not permit that: " + CommandFailure.because(readOnly));
        } catch (UndeclaredThrowableException wrapped) {
            throw broken(wrapped.getCause());
        }
    }

    private CommandFailure broken(@Nullable Throwable cause) {
        if (cause instanceof InstanceNotFoundException) {
            return CommandFailure.unreachable(target + " has taken its engine away meanwhile");
        }
        if (cause instanceof IOException) {
            return CommandFailure.unreachable(
                    target + " is gone, or the connection broke: " + CommandFailure.because(cause));
        }
        return CommandFailure.unreachable(target + " answered in a way this version does not understand: " + cause);
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException gone) {
            // What was asked has been answered; a JVM that ended meanwhile needs no goodbye.
            return;
        }
    }
}

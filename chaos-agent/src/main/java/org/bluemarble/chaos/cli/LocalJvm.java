package org.bluemarble.chaos.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.management.remote.JMXServiceURL;
import org.bluemarble.chaos.launcher.ChaosLauncher;
import org.bluemarble.chaos.spi.JmxRegistration;

/** A JVM on this machine, reached by the attach mechanism. */
final class LocalJvm {

    /** A JVM that is stopped or swapped out never answers; the JDK's own attempt takes half a minute at worst. */
    private static final Duration ATTACH_LIMIT = Duration.ofSeconds(20);

    /** Weaving what is loaded already takes its time in a large server. */
    private static final Duration LOAD_LIMIT = Duration.ofSeconds(90);

    private final long pid;

    LocalJvm(long pid) {
        this.pid = pid;
    }

    /**
     * The JVM of a process id as it was typed.
     *
     * @param otherwise what else it may be, for the message
     * @throws CommandFailure if that is no number
     */
    static LocalJvm of(String pid, String otherwise) {
        // 18 digits fit in a long.
        if (!pid.matches("[0-9]{1,18}")) {
            throw CommandFailure.usage(
                    "PID was '" + pid + "' but must be the number of a process, as ps shows it" + otherwise);
        }
        return new LocalJvm(Long.parseLong(pid));
    }

    long pid() {
        return pid;
    }

    /**
     * Loads the agent.
     *
     * @return what came of it, a line each, as the agent says it
     * @throws CommandFailure if it cannot be reached, or does not take agents
     */
    List<String> load(Path jar, String options) {
        requireAttachable();
        String said = attached(LOAD_LIMIT, machine -> {
            try {
                machine.loadAgent(jar.toString(), options);
            } catch (AgentLoadException | AgentInitializationException refused) {
                throw CommandFailure.refused("JVM " + pid + " did not take " + jar + ": "
                        + CommandFailure.because(refused)
                        + "; it must be able to read that file, and must not run with"
                        + " -XX:-EnableDynamicAgentLoading");
            }
            return machine.getSystemProperties().getProperty(ChaosLauncher.SAID, "");
        });
        return said.lines().toList();
    }

    /**
     * Returns the address of its JMX connector, which is started if need be.
     *
     * @throws CommandFailure if it cannot be reached or has no agent
     */
    JMXServiceURL connectorAddress() {
        requireAttachable();
        return attached(ATTACH_LIMIT, machine -> {
            if (version(machine).isEmpty()) {
                throw CommandFailure.unreachable("JVM " + pid + " runs without the agent; start it with"
                        + " -javaagent:chaos-agent.jar, or load it now: attach " + pid);
            }
            return new JMXServiceURL(machine.startLocalManagementAgent());
        });
    }

    /** {@return the version of the agent in it, if it has one} */
    Optional<String> agentVersion() {
        requireAttachable();
        return attached(ATTACH_LIMIT, LocalJvm::version);
    }

    private static Optional<String> version(VirtualMachine machine) throws IOException {
        return Optional.ofNullable(machine.getSystemProperties().getProperty(JmxRegistration.MARK));
    }

    private void requireAttachable() {
        JvmProcess process = new JvmProcess(pid);
        if (!process.exists()) {
            throw CommandFailure.unreachable("no process has the pid " + pid + "; 'ps' lists the JVMs");
        }
        if (process.isThisProcess()) {
            throw CommandFailure.unreachable("process " + pid + " is this command itself; 'ps' lists the JVMs");
        }
        if (process.belongsToAnotherUser()) {
            throw CommandFailure.unreachable("process " + pid + " belongs to "
                    + process.user().orElse("another user") + "; run this command as that user");
        }
        if (!process.isJvm()) {
            if (process.isEnding()) {
                throw CommandFailure.unreachable("process " + pid + " is just ending; 'ps' lists the JVMs");
            }
            throw CommandFailure.unreachable("process " + pid + " is not a JVM; 'ps' lists the JVMs");
        }
        if (!process.catchesQuitSignal()) {
            throw CommandFailure.unreachable(
                    "JVM " + pid + " takes no attach requests: it is still starting, or was started with -Xrs");
        }
    }

    private <T> T attached(Duration limit, Use<T> use) {
        try {
            return TimeLimit.call(limit, () -> attachAndUse(use));
        } catch (CommandFailure known) {
            throw known;
        } catch (AttachNotSupportedException refused) {
            throw CommandFailure.unreachable("JVM " + pid + " takes no attach requests: "
                    + CommandFailure.because(refused) + "; it may be stopped, or run with -XX:+DisableAttachMechanism");
        } catch (MalformedURLException wrong) {
            throw CommandFailure.unreachable("JVM " + pid + " gave a connector address that cannot be read: " + wrong);
        } catch (IOException broken) {
            throw new JvmProcess(pid).exists()
                    ? CommandFailure.unreachable("JVM " + pid + " cannot be reached: " + CommandFailure.because(broken))
                    : CommandFailure.unreachable("JVM " + pid + " is gone");
        } catch (TimeoutException late) {
            throw CommandFailure.unreachable(
                    "JVM " + pid + " did not answer within " + limit.toSeconds() + " s; is it stopped?");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CommandFailure.unreachable("interrupted while waiting for JVM " + pid);
        } catch (Exception unexpected) {
            throw CommandFailure.unreachable(
                    "JVM " + pid + " cannot be reached: " + CommandFailure.because(unexpected));
        }
    }

    private <T> T attachAndUse(Use<T> use) throws IOException, AttachNotSupportedException {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try {
            return use.of(machine);
        } finally {
            machine.detach();
        }
    }

    private interface Use<T> {
        T of(VirtualMachine machine) throws IOException;
    }
}

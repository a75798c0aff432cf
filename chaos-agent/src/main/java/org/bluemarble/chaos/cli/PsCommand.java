package org.bluemarble.chaos.cli;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bluemarble.chaos.jmx.ChaosMXBean;
import org.bluemarble.chaos.jmx.RuleInfo;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the JVMs of this machine. */
@Command(
        name = "ps",
        description = {
            "Lists the JVMs of this user on this machine, with their agent and armed rules.",
            "A JVM that shows no sign of an agent is left alone, since asking it starts a thread in it; --all asks"
                    + " every one."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ChaosCommand.Version.class,
        footerHeading = "%nExample:%n",
        footer = "  " + ChaosCommand.NAME + " ps",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "2:wrong usage"})
final class PsCommand implements Callable<Integer> {

    private static final int ASKED_AT_ONCE = 8;

    @Option(names = "--all", description = "Asks JVMs without a sign of an agent, too.")
    private boolean all;

    @Option(names = "--json", description = "Answer in JSON, one array.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** A line of the list; without agent the version is null. */
    private record Jvm(
            long pid,
            String main,
            @Nullable String version,
            List<String> armed,
            @Nullable String problem) {

        Json toJson() {
            return Json.object()
                    .with("pid", pid)
                    .with("main", main)
                    .with("agent", version)
                    .with("armed", armed)
                    .with("problem", problem);
        }

        String state() {
            if (problem != null) {
                return problem;
            }
            return version == null ? "" : armed.isEmpty() ? "nothing armed" : String.join(" ", armed);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Jvm> jvms = ask(VirtualMachine.list());
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(Json.write(jvms.stream().map(Jvm::toJson).toList()));
            return ExitStatus.OK;
        }
        TextTable table = new TextTable("PID", "MAIN", "AGENT", "ARMED");
        for (Jvm jvm : jvms) {
            table.row(
                    Long.toString(jvm.pid()),
                    jvm.main(),
                    jvm.version() == null ? "no agent" : jvm.version(),
                    jvm.state());
        }
        spec.commandLine().getOut().print(table);
        return ExitStatus.OK;
    }

    /** All at once: one stopped JVM must not delay the rest. */
    private List<Jvm> ask(List<VirtualMachineDescriptor> found) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(ASKED_AT_ONCE, PsCommand::daemon);
        List<Callable<Jvm>> questions = found.stream()
                .filter(machine -> !new JvmProcess(pid(machine)).isThisProcess())
                .<Callable<Jvm>>map(machine -> () -> ask(machine))
                .toList();
        List<Jvm> answers = new ArrayList<>();
        try {
            for (Future<Jvm> answer : threads.invokeAll(questions)) {
                answers.add(answer.get());
            }
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        } finally {
            threads.shutdownNow();
        }
        answers.sort(Comparator.comparingLong(Jvm::pid));
        return answers;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "chaos-ps");
        thread.setDaemon(true);
        return thread;
    }

    private Jvm ask(VirtualMachineDescriptor machine) {
        long pid = pid(machine);
        String main = mainClass(machine);
        if (!all && !new JvmProcess(pid).mayCarryAgent()) {
            return new Jvm(pid, main, null, List.of(), null);
        }
        LocalJvm jvm = new LocalJvm(pid);
        try {
            Optional<String> version = jvm.agentVersion();
            return version.isEmpty()
                    ? new Jvm(pid, main, null, List.of(), null)
                    : new Jvm(pid, main, version.get(), armed(jvm, pid), null);
        } catch (CommandFailure unreachable) {
            return new Jvm(pid, main, null, List.of(), unreachable.getMessage());
        }
    }

    private static List<String> armed(LocalJvm jvm, long pid) {
        try (ChaosConnection chaos = ChaosConnection.open("JVM " + pid, jvm.connectorAddress(), Map.of(), "")) {
            RuleInfo[] rules = chaos.ask(ChaosMXBean::getRules);
            return Arrays.stream(rules).map(RuleInfo::getId).toList();
        }
    }

    private static long pid(VirtualMachineDescriptor machine) {
        return Long.parseLong(machine.id());
    }

    /** The first word of its command line, a path to a jar without the directories. */
    private static String mainClass(VirtualMachineDescriptor machine) {
        String[] words = machine.displayName().split(" ", 2);
        return words[0].isEmpty() ? "(unknown)" : words[0].substring(words[0].lastIndexOf('/') + 1);
    }
}

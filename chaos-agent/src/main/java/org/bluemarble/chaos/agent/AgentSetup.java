package org.bluemarble.chaos.agent;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Ceiling;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosBuilder;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.Cohort;
import org.bluemarble.chaos.FaultCatalogue;
import org.bluemarble.chaos.IncidentCatalogue;
import org.bluemarble.chaos.Recording;
import org.bluemarble.chaos.RuleSequence;
import org.bluemarble.chaos.Selector;
import org.bluemarble.chaos.agent.concurrent.ExecutorWeaves;
import org.bluemarble.chaos.agent.jdk.JdkWeaves;
import org.bluemarble.chaos.agent.netty.NettyOptions;
import org.bluemarble.chaos.agent.netty.NettyWeaves;
import org.bluemarble.chaos.agent.weave.ArmedWeaving;
import org.bluemarble.chaos.agent.weave.ClassWeave;
import org.bluemarble.chaos.agent.weave.WeaveSource;
import org.bluemarble.chaos.agent.weave.Weaving;
import org.bluemarble.chaos.spi.ChaosModule;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.IncidentSource;
import org.bluemarble.chaos.spi.JmxRegistration;
import org.bluemarble.chaos.yaml.CeilingFile;
import org.bluemarble.chaos.yaml.IncidentFile;
import org.bluemarble.chaos.yaml.RuleFile;
import org.bluemarble.chaos.yaml.RuleFileWatch;
import org.jspecify.annotations.Nullable;

/** What the agent does once core is there: target modules, the engine under its ceiling, the weaves, the rules. */
final class AgentSetup {

    private final Instrumentation instrumentation;
    private final String way;
    private final ClassLoader isolated = AgentSetup.class.getClassLoader();

    /** Whether nothing may be armed, because the options, or the ceiling they name, could not be read. */
    private boolean closed;

    private final Set<String> boundsNamed = new TreeSet<>();
    private boolean beansWoven;
    private boolean targetsWoven;
    private @Nullable ArmedWeaving armedWeaving;

    /**
     * Has nothing set up yet.
     *
     * @param way how the agent came in, in words
     */
    AgentSetup(Instrumentation instrumentation, String way) {
        this.instrumentation = instrumentation;
        this.way = way;
    }

    /** Sets up what the options say. */
    void first(String text) {
        // Before the options are read, which name faults of theirs.
        ServiceLoader.load(ChaosModule.class, isolated).forEach(FaultCatalogue.process()::add);
        // Asked only when somebody asks for an incident.
        ServiceLoader.load(IncidentSource.class, isolated).forEach(IncidentCatalogue.process()::add);
        setUp(text, ChaosBuilder::buildGlobal);
    }

    /** Takes options that came later: they are used where those before could not be read, and only then. */
    void again(String text) {
        if (closed) {
            setUp(text, ChaosBuilder::reopenGlobal);
            return;
        }
        String here = "the agent is in this JVM already, by " + way + "; nothing was changed";
        if (text.isEmpty()) {
            Said.done(here);
        } else {
            Said.refused(here + ", and its options cannot be: '" + text + "'");
        }
    }

    private void setUp(String text, EngineSource source) {
        Findings findings = new Findings();
        AgentOptions options = AgentOptions.parse(text, findings);
        for (String bound : boundsNamed) {
            if (!options.boundsNamed().contains(bound)) {
                // Otherwise a slip in another option would be the way around the ceiling.
                findings.add(null, bound + " was named before and must be named again; write " + bound + "=...");
            }
        }
        boundsNamed.addAll(AgentOptions.boundsNamedIn(text));
        if (findings.isEmpty()) {
            start(options, source);
        } else {
            stayOff(new ChaosConfigurationException("agent options", findings.problems()), source);
        }
    }

    /** The engine is there all the same, under a closed ceiling: who arms a rule is told why that is refused. */
    private void stayOff(ChaosConfigurationException wrong, EngineSource source) {
        closed = true;
        source.engine(Chaos.builder("global").ceiling(Ceiling.closed(wrong.getMessage())));
        weave(false, false, NettyOptions.NONE);
        Said.refused("off: " + wrong.getMessage());
    }

    private void start(AgentOptions options, EngineSource source) {
        if (options.instance() != null) {
            System.setProperty(Cohort.INSTANCE_PROPERTY, options.instance());
        }
        Ceiling ceiling = ceiling(options);
        RuleFile rules = rules(options, ceiling);
        ChaosBuilder builder = Chaos.builder("global").ceiling(ceiling);
        Long seed = seed(options, rules);
        Recording recording = AgentJournal.recording(options.replay());
        if (recording != null) {
            builder.replay(recording);
        }
        if (options.signalFile() != null) {
            builder.signalFile(options.signalFile());
        }
        Chaos chaos = source.engine(seed == null ? builder : builder.seed(seed));
        String reason = chaos.ceiling().closed();
        closed = reason != null;
        AgentJournal.write(options.journal(), chaos);
        if (options.metrics()) {
            ApplicationMetrics.follow(chaos, instrumentation);
        }
        weave(true, options.propagate(), options.netty());
        addIncidents(options);
        if (closed) {
            Said.refused("no rule may be armed: " + reason);
        } else if (rules != null) {
            arm(rules, chaos);
        } else if (recording != null) {
            AgentJournal.armRecorded(recording, chaos);
        }
        if (armedWeaving != null) {
            armedWeaving.applicationBegins();
        }
        if (closed) {
            return;
        }
        if (options.watch() != null) {
            // Never closed: it ends with the JVM.
            RuleFileWatch.start(chaos, options.watch(), Said::later);
        }
    }

    private void weave(boolean targets, boolean executors, NettyOptions netty) {
        List<ClassWeave> weaves = new ArrayList<>();
        if (!beansWoven) {
            beansWoven = true;
            weaves.add(PlatformBeans.weave());
        }
        if (targets && !targetsWoven) {
            targetsWoven = true;
            ModuleOpener opener = new ModuleOpener(instrumentation);
            ServiceLoader.load(WeaveSource.class, isolated).forEach(source -> weaves.addAll(source.weaves(opener)));
            weaves.addAll(NettyWeaves.weaves(netty));
            if (executors) {
                weaves.addAll(ExecutorWeaves.weaves());
            }
            armedWeaving = ArmedWeaving.install(instrumentation, JdkWeaves.all(opener));
        }
        if (!weaves.isEmpty()) {
            JmxRegistration.mark();
            Weaving.install(instrumentation, weaves);
            PlatformBeans.registerIfServerExists(instrumentation);
        }
    }

    private static void addIncidents(AgentOptions options) {
        try {
            if (options.incidents() != null) {
                IncidentFile.add(options.incidents());
            }
        } catch (ChaosConfigurationException wrong) {
            Said.refused("no incident of the file is known: " + wrong.getMessage());
        }
    }

    private static Ceiling ceiling(AgentOptions options) {
        Ceiling ceiling = options.ceiling() == null ? Ceiling.DEFAULT : CeilingFile.read(options.ceiling());
        if (ceiling.closed() != null) {
            return ceiling;
        }
        Set<String> allowed = new TreeSet<>(ceiling.allowedDestructive());
        allowed.addAll(options.allow());
        return ceiling.allowing(allowed.toArray(new String[0]))
                .protecting(options.protectedScopes().toArray(new Selector.Condition[0]));
    }

    /** The option's, else that of the rules' file, else that of the watched one. */
    private static @Nullable Long seed(AgentOptions options, @Nullable RuleFile rules) {
        if (options.seed() != null) {
            return options.seed();
        }
        if (rules != null && rules.seed() != null) {
            return rules.seed();
        }
        try {
            return options.watch() == null
                    ? null
                    : RuleFile.read(options.watch()).seed();
        } catch (ChaosConfigurationException wrong) {
            // Whoever follows the file says so in a moment.
            return null;
        }
    }

    private static @Nullable RuleFile rules(AgentOptions options, Ceiling ceiling) {
        try {
            return options.config() == null ? null : RuleFile.read(options.config(), ceiling);
        } catch (ChaosConfigurationException wrong) {
            Said.refused("no rule is armed: " + wrong.getMessage());
            return null;
        }
    }

    private static void arm(RuleFile rules, Chaos chaos) {
        try {
            List<ArmedRule> armed = rules.armIn(chaos);
            List<String> outcome = new ArrayList<>();
            tell(outcome, "armed: ", armed.stream().map(ArmedRule::id));
            Set<String> running =
                    chaos.sequences().stream().map(one -> one.sequence().name()).collect(Collectors.toSet());
            List<String> sequences =
                    rules.sequences().stream().map(RuleSequence::name).toList();
            tell(outcome, "started: ", sequences.stream().filter(running::contains));
            tell(outcome, "waiting to be started: ", sequences.stream().filter(one -> !running.contains(one)));
            Said.done(outcome.isEmpty() ? "no rule is armed: the file holds none" : String.join("; ", outcome));
        } catch (ChaosConfigurationException wrong) {
            Said.refused("no rule is armed: " + wrong.getMessage());
        }
    }

    private static void tell(List<String> outcome, String what, Stream<String> names) {
        String list = names.collect(Collectors.joining(", "));
        if (!list.isEmpty()) {
            outcome.add(what + list);
        }
    }

    /** Makes the global engine, or finds the one that is closed. */
    private interface EngineSource {
        Chaos engine(ChaosBuilder builder);
    }
}

package org.bluemarble.chaos.agent;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Ceiling;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosBuilder;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.FaultCatalogue;
import org.bluemarble.chaos.agent.weave.ClassWeave;
import org.bluemarble.chaos.agent.weave.WeaveSource;
import org.bluemarble.chaos.agent.weave.Weaving;
import org.bluemarble.chaos.spi.ChaosModule;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.JmxRegistration;
import org.bluemarble.chaos.yaml.CeilingFile;
import org.bluemarble.chaos.yaml.RuleFile;
import org.jspecify.annotations.Nullable;

/** What the agent does once core is there: target modules, the engine under its ceiling, the weaves, the rules. */
final class AgentSetup {

    private final Instrumentation instrumentation;
    private final ClassLoader isolated = AgentSetup.class.getClassLoader();

    private AgentSetup(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    static void run(@Nullable String options, Instrumentation instrumentation) {
        new AgentSetup(instrumentation).run(options);
    }

    private void run(@Nullable String text) {
        // Before the options are read, which name faults of theirs.
        ServiceLoader.load(ChaosModule.class, isolated).forEach(FaultCatalogue.process()::add);
        Findings findings = new Findings();
        AgentOptions options = AgentOptions.parse(text, findings);
        if (findings.isEmpty()) {
            start(options);
        } else {
            stayOff(new ChaosConfigurationException("agent options", findings.problems()));
        }
    }

    /** The engine is there all the same, under a closed ceiling: who arms a rule is told why that is refused. */
    private void stayOff(ChaosConfigurationException wrong) {
        Chaos.builder("global").ceiling(Ceiling.closed(wrong.getMessage())).buildGlobal();
        show(List.of(PlatformBeans.weave()));
        Said.line("off: " + wrong.getMessage());
    }

    private void start(AgentOptions options) {
        Ceiling ceiling = ceiling(options);
        RuleFile rules = rules(options, ceiling);
        ChaosBuilder builder = Chaos.builder("global").ceiling(ceiling);
        if (options.signalFile() != null) {
            builder.signalFile(options.signalFile());
        }
        Long seed = options.seed() != null || rules == null ? options.seed() : rules.seed();
        Chaos chaos = (seed == null ? builder : builder.seed(seed)).buildGlobal();
        List<ClassWeave> weaves = new ArrayList<>(List.of(PlatformBeans.weave()));
        ModuleOpener opener = new ModuleOpener(instrumentation);
        ServiceLoader.load(WeaveSource.class, isolated).forEach(source -> weaves.addAll(source.weaves(opener)));
        show(weaves);
        if (ceiling.closed() != null) {
            Said.line("no rule may be armed: " + ceiling.closed());
        } else if (rules != null) {
            arm(rules, chaos);
        }
    }

    private void show(List<ClassWeave> weaves) {
        JmxRegistration.mark();
        Weaving.install(instrumentation, weaves);
        PlatformBeans.registerIfServerExists(instrumentation);
    }

    private static Ceiling ceiling(AgentOptions options) {
        Ceiling ceiling = options.ceiling() == null ? Ceiling.DEFAULT : CeilingFile.read(options.ceiling());
        if (ceiling.closed() != null) {
            return ceiling;
        }
        Set<String> allowed = new TreeSet<>(ceiling.allowedDestructive());
        allowed.addAll(options.allow());
        return ceiling.allowing(allowed.toArray(new String[0]));
    }

    private static @Nullable RuleFile rules(AgentOptions options, Ceiling ceiling) {
        try {
            return options.config() == null ? null : RuleFile.read(options.config(), ceiling);
        } catch (ChaosConfigurationException wrong) {
            Said.line("no rule is armed: " + wrong.getMessage());
            return null;
        }
    }

    private static void arm(RuleFile rules, Chaos chaos) {
        try {
            List<ArmedRule> armed = rules.armIn(chaos);
            String ids = armed.stream().map(ArmedRule::id).collect(Collectors.joining(", "));
            Said.line(armed.isEmpty() ? "no rule is armed: the file holds none" : "armed: " + ids);
        } catch (ChaosConfigurationException wrong) {
            Said.line("no rule is armed: " + wrong.getMessage());
        }
    }
}

package org.bluemarble.chaos.agent.weave;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.Weaves;

/** The agent's code in this JVM: put in place when it is installed, and taken out when it is removed. Thread-safe. */
public final class Weaving {

    private final Instrumentation instrumentation;
    private final WeavePlan plan;
    private final WeavingTransformer weaving;
    private final AtomicBoolean removed = new AtomicBoolean();

    private Weaving(Instrumentation instrumentation, Collection<ClassWeave> weaves) {
        this.instrumentation = instrumentation;
        this.plan = new WeavePlan(weaves);
        this.weaving = new WeavingTransformer(plan, new Weaver());
    }

    /** Weaves these classes: in classes that are loaded from now on, and in those that are loaded already. */
    public static Weaving install(Instrumentation instrumentation, Collection<ClassWeave> weaves) {
        Weaving all = new Weaving(instrumentation, weaves);
        all.plan.weaves().forEach(weave -> Weaves.announce(weave.name(), weave.points()));
        // First the transformer, then the search: a class that is loaded in between is woven by the one or the other.
        instrumentation.addTransformer(all.weaving, true);
        DefinitionsUnderWay definitions = DefinitionsUnderWay.now();
        all.retransformLoaded();
        if (!definitions.isEmpty()) {
            // The JVM asked about these before it knew of the transformer, and the search came before they were there.
            definitions.await();
            all.retransformLoaded();
        }
        Weaves.onRemoveAll(all::remove);
        return all;
    }

    /** Takes the code out of every class. See {@link Weaves#removeAll()}. */
    private int remove() {
        if (!removed.compareAndSet(false, true)) {
            return 0;
        }
        instrumentation.removeTransformer(weaving);
        int classes = retransformLoaded();
        plan.weaves().forEach(weave -> Weaves.removed(weave.name()));
        return classes;
    }

    private int retransformLoaded() {
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (plan.of(type.getName().replace('.', '/')) != null && instrumentation.isModifiableClass(type)) {
                loaded.add(type);
            }
        }
        loaded.forEach(this::retransform);
        return loaded.size();
    }

    // One by one: where one class is refused, the others must not be.
    private void retransform(Class<?> type) {
        try {
            instrumentation.retransformClasses(type);
        } catch (UnmodifiableClassException | LinkageError | InternalError refused) {
            InternalProblems.report("loaded class " + type.getName() + " stays as it is", refused);
            ClassWeave weave = plan.of(type.getName().replace('.', '/'));
            if (weave != null) {
                // The transformer took it for woven: the JVM looks at the bytes only afterwards.
                Weaves.failed(weave.name(), Place.of(type).toString(), "the JVM refused the woven class: " + refused);
            }
        }
    }
}

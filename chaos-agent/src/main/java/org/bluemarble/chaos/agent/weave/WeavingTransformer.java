package org.bluemarble.chaos.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM asks about every class that it loads: one look into a table of names, and nothing else, until a class to
 * weave appears. Only then Byte Buddy is loaded.
 */
final class WeavingTransformer implements ClassFileTransformer {

    private final WeavePlan plan;
    private final Weaver weaver;
    private final Runnable atFirstWoven;
    private final AtomicBoolean someWoven = new AtomicBoolean();

    /** Runs {@code atFirstWoven} once, when the first class has been woven. */
    WeavingTransformer(WeavePlan plan, Weaver weaver, Runnable atFirstWoven) {
        this.plan = plan;
        this.weaver = weaver;
        this.atFirstWoven = atFirstWoven;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        ClassWeave weave = plan.of(className);
        if (weave == null) {
            return null;
        }
        byte[] woven = weaver.weave(weave, Place.of(loader, domain), bytes);
        if (woven != null && someWoven.compareAndSet(false, true)) {
            atFirstWoven.run();
        }
        return woven;
    }
}

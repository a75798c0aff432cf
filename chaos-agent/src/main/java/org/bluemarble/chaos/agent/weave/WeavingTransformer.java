package org.bluemarble.chaos.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM asks about every class that it loads: one look into a table of names, and nothing else, until a class to
 * weave appears. Only then Byte Buddy is loaded.
 */
final class WeavingTransformer implements ClassFileTransformer {

    private final WeavePlan plan;
    private final Weaver weaver;

    WeavingTransformer(WeavePlan plan, Weaver weaver) {
        this.plan = plan;
        this.weaver = weaver;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        ClassWeave weave = plan.of(className);
        return weave == null ? null : weaver.weave(weave, Place.of(loader, domain), bytes);
    }
}

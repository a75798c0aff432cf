package org.bluemarble.chaos.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** Stands behind all other transformers and looks whether our code is still there when they are done. Changes nothing. */
final class ProvingTransformer implements ClassFileTransformer {

    private final WeavePlan plan;
    private final Weaver weaver;

    ProvingTransformer(WeavePlan plan, Weaver weaver) {
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
        if (weave != null) {
            weaver.prove(weave, Place.of(loader, domain), bytes);
        }
        return null;
    }
}

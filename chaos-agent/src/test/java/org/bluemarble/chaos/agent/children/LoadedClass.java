package org.bluemarble.chaos.agent.children;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicReference;

/** Shows classes as the JVM has them. */
public final class LoadedClass {

    private LoadedClass() {}

    /** The class as it is now: what the last transformer is given. */
    public static byte[] bytes(Instrumentation instrumentation, Class<?> type) throws Exception {
        AtomicReference<byte[]> found = new AtomicReference<>();
        ClassFileTransformer reader = new ClassFileTransformer() {
            @Override
            public byte[] transform(
                    ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
                if (redefined == type) {
                    found.set(bytes);
                }
                return null;
            }
        };
        instrumentation.addTransformer(reader, true);
        try {
            instrumentation.retransformClasses(type);
        } finally {
            instrumentation.removeTransformer(reader);
        }
        return found.get();
    }
}

package org.bluemarble.chaos.agent.netty;

import java.util.Map;
import java.util.Objects;
import org.bluemarble.chaos.agent.BesideLibrary;
import org.bluemarble.chaos.spi.CallHandler;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.OpenCall;
import org.jspecify.annotations.Nullable;

/**
 * Finds for each copy of Netty in the JVM the handler that was made beside it, since only there are Netty's types known.
 * The JVM forgets a handler with the copy. Thread-safe.
 */
final class PipelineHandlers implements CallHandler {

    private static final String WATCH = "org.bluemarble.chaos.netty.PipelineWatch";
    private static final String OURS = "org.bluemarble.chaos.netty.";

    /** Passed by the calls of a Netty whose classes are others than we know. */
    private static final CallHandler NOBODY = (self, argument) -> null;

    private final String prefix;
    private final Map<String, String> settings;

    private final ClassValue<CallHandler> handlers = new ClassValue<>() {
        @Override
        protected CallHandler computeValue(Class<?> type) {
            return made(type);
        }
    };

    PipelineHandlers(String prefix, NettyOptions options) {
        this.prefix = prefix;
        this.settings = options.channels();
    }

    @Override
    public @Nullable OpenCall enter(@Nullable Object self, @Nullable Object argument) {
        return handlers.get(Objects.requireNonNull(self, "self").getClass()).enter(self, argument);
    }

    /** One for each loader: its pipelines and the contexts in them have the same. */
    private CallHandler made(Class<?> woven) {
        try {
            Class<?> pipeline =
                    Class.forName(prefix + "io.netty.channel.DefaultChannelPipeline", false, woven.getClassLoader());
            if (woven != pipeline) {
                return handlers.get(pipeline);
            }
            ClassLoader beside = new BesideLibrary(
                    Objects.requireNonNull(pipeline.getClassLoader(), "Netty's loader"), OURS, prefix);
            return Class.forName(WATCH, true, beside)
                    .asSubclass(CallHandler.class)
                    .getConstructor(Map.class)
                    .newInstance(settings);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError unknown) {
            InternalProblems.report(
                    "channels of the Netty of " + woven.getClassLoader() + " pass undisturbed", unknown);
            return NOBODY;
        }
    }
}

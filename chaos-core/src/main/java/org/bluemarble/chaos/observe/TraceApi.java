package org.bluemarble.chaos.observe;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.bluemarble.chaos.spi.InternalProblems;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's API of one application, or, where the application has none, the one that OpenTelemetry's own agent
 * carries. Stable since its version 1.0.
 */
final class TraceApi {

    private static final String PACKAGE = "io.opentelemetry.api.";
    private static final ApplicationType OWN = new ApplicationType(PACKAGE + "trace.Span");
    /** OpenTelemetry's agent puts its copy where every class finds it. */
    private static final ApplicationType OF_ITS_AGENT =
            new ApplicationType("io.opentelemetry.javaagent.shaded." + PACKAGE + "trace.Span");

    /** Hangs on the application's own class, and goes with it. */
    private static final ClassValue<@Nullable TraceApi> BOUND = new ClassValue<>() {
        @Override
        protected @Nullable TraceApi computeValue(Class<?> span) {
            return bound(span);
        }
    };

    private final MethodHandle current;
    private final MethodHandle isRecording;
    private final MethodHandle addEvent;
    private final MethodHandle builder;
    private final MethodHandle putText;
    private final MethodHandle putNumber;
    private final MethodHandle build;
    private volatile boolean unusable;

    private TraceApi(Class<?> span) throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        String common = span.getName().replace("trace.Span", "common.");
        Class<?> attributes = Class.forName(common + "Attributes", false, span.getClassLoader());
        Class<?> attributesBuilder = Class.forName(common + "AttributesBuilder", false, span.getClassLoader());
        current = lookup.findStatic(span, "current", MethodType.methodType(span));
        isRecording = lookup.findVirtual(span, "isRecording", MethodType.methodType(boolean.class));
        addEvent = lookup.findVirtual(span, "addEvent", MethodType.methodType(span, String.class, attributes));
        builder = lookup.findStatic(attributes, "builder", MethodType.methodType(attributesBuilder));
        putText = lookup.findVirtual(
                attributesBuilder, "put", MethodType.methodType(attributesBuilder, String.class, String.class));
        putNumber = lookup.findVirtual(
                attributesBuilder, "put", MethodType.methodType(attributesBuilder, String.class, long.class));
        build = lookup.findVirtual(attributesBuilder, "build", MethodType.methodType(attributes));
    }

    /** {@return the API that the calling thread's application traces with; null if it does not} */
    static @Nullable TraceApi ofThisThread() {
        Class<?> own = OWN.visibleHere();
        Class<?> span = own == null ? OF_ITS_AGENT.visibleHere() : own;
        TraceApi api = span == null ? null : BOUND.get(span);
        return api == null || api.unusable ? null : api;
    }

    private static @Nullable TraceApi bound(Class<?> span) {
        try {
            return new TraceApi(span);
        } catch (ReflectiveOperationException | LinkageError other) {
            // Another thing of that name, or one that lacks what it needs.
            return null;
        }
    }

    /** {@return the current span; null if nothing of it is kept} */
    @Nullable
    Object recordingSpan() {
        try {
            Object span = current.invoke();
            return (boolean) isRecording.invoke(span) ? span : null;
        } catch (Throwable failed) {
            reported(failed);
            return null;
        }
    }

    /**
     * Adds an event.
     *
     * @param attributes names, each followed by a string, a long, or null, which leaves it out
     */
    void addEvent(Object span, String name, @Nullable Object... attributes) {
        try {
            Object gathered = builder.invoke();
            for (int i = 0; i < attributes.length; i += 2) {
                String key = String.valueOf(attributes[i]);
                if (attributes[i + 1] instanceof Long number) {
                    putNumber.invoke(gathered, key, number.longValue());
                } else if (attributes[i + 1] instanceof String text) {
                    putText.invoke(gathered, key, text);
                }
            }
            addEvent.invoke(span, name, build.invoke(gathered));
        } catch (Throwable failed) {
            reported(failed);
        }
    }

    // A method handle declares every throwable.
    private void reported(Throwable failed) {
        if (failed instanceof VirtualMachineError dying) {
            throw dying;
        }
        if (failed instanceof LinkageError) {
            // The application has the library, but not all that it needs, and so cannot trace with it either.
            unusable = true;
            return;
        }
        InternalProblems.report("a span does not show that its call was disturbed", failed);
    }
}

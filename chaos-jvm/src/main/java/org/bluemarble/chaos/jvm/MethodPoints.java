package org.bluemarble.chaos.jvm;

import java.util.ArrayList;
import java.util.List;
import org.bluemarble.chaos.AttributeDescriptor;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.Phase;
import org.bluemarble.chaos.PointDescriptor;
import org.bluemarble.chaos.spi.PointFamily;
import org.jspecify.annotations.Nullable;

/** The points {@code method:...}: every call of every method that the pattern in the name means. */
final class MethodPoints implements PointFamily {

    static final MethodPoints INSTANCE = new MethodPoints();

    static final AttributeKey CLASS = AttributeKey.text("class");
    static final AttributeKey METHOD = AttributeKey.text("method");
    static final AttributeKey TYPE = AttributeKey.text("type");
    static final AttributeKey THREAD = AttributeKey.text("thread");
    /** Beyond these a method has more parameters than anybody selects by. */
    static final List<AttributeKey> ARGUMENTS = List.of(
            AttributeKey.text("arg0"),
            AttributeKey.text("arg1"),
            AttributeKey.text("arg2"),
            AttributeKey.text("arg3"),
            AttributeKey.text("arg4"));

    private static final List<AttributeDescriptor> ATTRIBUTES = attributes();

    private MethodPoints() {}

    @Override
    public String prefix() {
        return MethodPattern.PREFIX;
    }

    @Override
    public @Nullable String complaint(String name) {
        return MethodPatternReader.complaint(name);
    }

    @Override
    public PointDescriptor describe(String name) {
        return new PointDescriptor(
                name,
                "Calls of " + name.substring(MethodPattern.PREFIX.length()) + ", woven while a rule is armed here.",
                List.of(Phase.BEFORE, Phase.AFTER),
                ATTRIBUTES);
    }

    @Override
    public PointDescriptor example() {
        PointDescriptor example = describe("method:com.game.*Service#login");
        return new PointDescriptor(
                example.name(),
                "Every call of every method that a pattern means; see docs/methods.md. Woven while a rule is armed here.",
                example.phases(),
                example.attributes());
    }

    private static List<AttributeDescriptor> attributes() {
        List<AttributeDescriptor> attributes = new ArrayList<>(List.of(
                text(CLASS, "the binary name of the class that declares the method"),
                text(METHOD, "the method's name"),
                text(TYPE, "the binary name of the class of the object; none for static methods"),
                text(THREAD, "the name of the calling thread")));
        ARGUMENTS.forEach(key -> attributes.add(
                text(key, "an argument, counted from 0: text, number, boolean, character or enum constant")));
        return List.copyOf(attributes);
    }

    private static AttributeDescriptor text(AttributeKey key, String summary) {
        return AttributeDescriptor.of(key.name(), AttributeKey.Type.TEXT, summary)
                .single();
    }
}

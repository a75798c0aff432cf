package org.bluemarble.chaos.jvm;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which methods a point {@code method:com.game.*Service#login(String, int)} means. In names {@code *} stands for any
 * characters but a dot, {@code **} in a class's name for any characters. Parameter types, where given, are those of the
 * source, with or without their package. Immutable.
 *
 * <p>Never meant are constructors and static initialisers, abstract and native methods, and what the compiler adds: bridges
 * not at all, other such methods, the bodies of lambdas for example, only by a name that holds a {@code $}.
 */
public final class MethodPattern {

    /** What the names of these points begin with. */
    public static final String PREFIX = "method:";

    private static final int ABSTRACT = 0x0400;
    private static final int NATIVE = 0x0100;
    private static final int BRIDGE = 0x0040;
    private static final int SYNTHETIC = 0x1000;

    private final String point;
    private final String type;
    private final Pattern types;
    private final String method;
    private final Pattern methods;
    private final @Nullable List<String> parameters;

    MethodPattern(String point, String type, String method, @Nullable List<String> parameters) {
        this.point = point;
        this.type = type;
        this.types = glob(type);
        this.method = method;
        this.methods = glob(method);
        this.parameters = parameters;
    }

    /**
     * Reads a point's name.
     *
     * @throws IllegalArgumentException if it is no such name
     */
    public static MethodPattern of(String point) {
        return MethodPatternReader.read(point);
    }

    private static Pattern glob(String text) {
        StringBuilder regex = new StringBuilder();
        for (String piece : text.split("(?=\\*)|(?<=\\*)")) {
            regex.append(piece.equals("*") ? "*" : Pattern.quote(piece));
        }
        return Pattern.compile(regex.toString().replace("**", ".+").replace("*", "[^.]*"));
    }

    /** {@return the name of the point} */
    public String point() {
        return point;
    }

    /** {@return the pattern of the class's name as written} */
    public String type() {
        return type;
    }

    /** {@return the pattern of the method's name as written} */
    public String method() {
        return method;
    }

    /** {@return whether it means one class alone} */
    public boolean namesOneClass() {
        return type.indexOf('*') < 0;
    }

    /** {@return whether a class is meant, by its binary name} */
    public boolean meansClass(String binaryName) {
        return types.matcher(binaryName).matches();
    }

    /** {@return whether a method of a class that is meant is meant too, as class files describe it} */
    public boolean means(String name, String descriptor, int access) {
        return canBeWoven(name, access) && meansByName(name, descriptor);
    }

    /** {@return whether the method's name and parameter types are as the pattern says, be it abstract or not} */
    public boolean meansByName(String name, String descriptor) {
        return methods.matcher(name).matches()
                && (parameters == null || ParameterTypes.of(descriptor).match(parameters));
    }

    private boolean canBeWoven(String name, int access) {
        boolean hasCode = (access & (ABSTRACT | NATIVE)) == 0;
        // The bridge calls the method proper, which would be one call passed twice.
        boolean written = (access & BRIDGE) == 0 && ((access & SYNTHETIC) == 0 || method.indexOf('$') >= 0);
        return hasCode && written && !name.startsWith("<");
    }

    @Override
    public String toString() {
        return point;
    }
}

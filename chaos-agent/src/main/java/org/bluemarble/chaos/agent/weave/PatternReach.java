package org.bluemarble.chaos.agent.weave;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bluemarble.chaos.jvm.MethodPattern;
import org.bluemarble.chaos.spi.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * Whether a pattern can mean anything in this JVM. A class need not be loaded, as long as a loader finds its class file; and
 * before the application has begun it need not be found, since its loaders are not there yet. Thread-safe.
 */
final class PatternReach {

    private final Instrumentation instrumentation;
    private volatile boolean beforeMain = true;

    PatternReach(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    void applicationBegins() {
        beforeMain = false;
    }

    /** {@return why a rule with this pattern could not act, as the end of a sentence; null if it can} */
    @Nullable
    String complaint(MethodPattern pattern) {
        List<Class<?>> meant = new ArrayList<>();
        boolean ofJdk = false;
        Set<ClassLoader> loaders = new LinkedHashSet<>(Set.of(ClassLoader.getSystemClassLoader()));
        Set<String> known = new TreeSet<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            boolean means = pattern.meansClass(type.getName());
            if (!OwnClasses.mayBeChosen(type.getClassLoader())) {
                ofJdk |= means;
                continue;
            }
            loaders.add(type.getClassLoader());
            if (means && instrumentation.isModifiableClass(type)) {
                meant.add(type);
            } else if (isNear(type.getName(), pattern)) {
                known.add(type.getName());
            }
        }
        if (!meant.isEmpty()) {
            return meant.size() > PatternWeaver.MOST_CLASSES
                    ? ", which means " + meant.size() + " loaded classes but must mean at most "
                            + PatternWeaver.MOST_CLASSES + "; name them more closely"
                    : methodComplaint(pattern, methodsOf(meant));
        }
        if (ofJdk) {
            return ", which is part of the JDK; name a class of the game, or a point of the JDK such as http.request";
        }
        return pattern.namesOneClass()
                ? fileComplaint(pattern, loaders, known)
                : beforeMain ? null : ", which means no class that is loaded" + Nearest.hint(pattern.type(), known, "");
    }

    private @Nullable String fileComplaint(MethodPattern pattern, Set<ClassLoader> loaders, Set<String> known) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            loaders.add(context);
        }
        for (ClassLoader loader : loaders) {
            byte[] file = DeclaredMethod.classFile(pattern.type(), loader);
            if (file != null) {
                return methodComplaint(pattern, DeclaredMethod.of(file));
            }
        }
        return beforeMain
                ? null
                : ", whose class no class loader here knows"
                        + Nearest.hint(
                                pattern.type(), known, "; write its binary name, for example com.game.Shop$Till");
    }

    private static List<DeclaredMethod> methodsOf(List<Class<?>> types) {
        List<DeclaredMethod> methods = new ArrayList<>();
        types.forEach(type -> methods.addAll(methodsOf(type)));
        return methods;
    }

    private static List<DeclaredMethod> methodsOf(Class<?> type) {
        try {
            return DeclaredMethod.of(type);
        } catch (LinkageError typeIsMissing) {
            // A made class whose methods name a type that is not there: such a method cannot be called.
            return List.of();
        }
    }

    private static @Nullable String methodComplaint(MethodPattern pattern, List<DeclaredMethod> declared) {
        Set<String> names = new TreeSet<>();
        boolean withoutCode = false;
        for (DeclaredMethod one : declared) {
            MethodName method = one.method();
            if (pattern.means(method.name(), method.descriptor(), one.access())) {
                return null;
            }
            withoutCode |= pattern.meansByName(method.name(), method.descriptor());
            if (!method.name().startsWith("<")) {
                names.add(method.name());
            }
        }
        if (withoutCode) {
            return ", which has no code of its own: it is abstract, native or made by the compiler;"
                    + " name the class that implements it";
        }
        return names.contains(pattern.method())
                ? ", but the parameters are others; leave them out, or write them as in the source"
                : ", which no such class declares"
                        + Nearest.hint(pattern.method(), names, "; an inherited method is declared by a class above");
    }

    /** Suggestions are looked for among few names: comparing all of a server's would take a while. */
    private static boolean isNear(String name, MethodPattern pattern) {
        String type = pattern.type();
        return type.indexOf('*') < 0
                && (name.substring(name.lastIndexOf('.') + 1).equals(type.substring(type.lastIndexOf('.') + 1))
                        || packageOf(name).equals(packageOf(type)));
    }

    private static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('.') + 1);
    }
}

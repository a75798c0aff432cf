package org.bluemarble.chaos.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.jvm.MethodPattern;
import org.bluemarble.chaos.jvm.MethodSite;
import org.bluemarble.chaos.spi.Weaves;
import org.bluemarble.chaos.spi.WovenCalls;
import org.jspecify.annotations.Nullable;

/** Weaves the methods of a class that patterns mean, one class after the other, and reports it. Thread-safe. */
final class PatternWeaver {

    /** A rule that touches more classes is no experiment any more, and takes seconds to put in place. */
    static final int MOST_CLASSES = 256;

    /** Sites by class and method, in whatever loaders, and for as long as the JVM runs: code taken out may be running. */
    private final Map<String, Site> sites = new HashMap<>();
    /** The classes that each weave was woven into. */
    private final Map<String, Set<String>> wovenTypes = new HashMap<>();

    private record Site(int number, MethodSite handler) {}

    /** How a pattern's weave is called in what is reported. */
    static String nameOf(MethodPattern pattern) {
        return "method " + pattern.point().substring(MethodPattern.PREFIX.length());
    }

    /** Returns the class with code in it; null if it stays as it is. Never throws. */
    byte @Nullable [] weave(List<MethodPattern> patterns, String type, Place place, byte[] bytes) {
        OneClass one = new OneClass(
                type, place, patterns.stream().map(PatternWeaver::nameOf).toList());
        return one.woven(
                "calls of " + type + " pass undisturbed",
                () -> weaveMeant(admitted(patterns, type, one.where()), type, place, bytes));
    }

    /** Forgets where a weave was woven, when it is withdrawn. */
    synchronized void forget(String weave) {
        wovenTypes.remove(weave);
    }

    /** Classes that are loaded later may make a pattern mean more than it did when its rule was armed. */
    private synchronized List<MethodPattern> admitted(List<MethodPattern> patterns, String type, String where) {
        List<MethodPattern> admitted = new ArrayList<>();
        for (MethodPattern pattern : patterns) {
            Set<String> types = wovenTypes.computeIfAbsent(nameOf(pattern), unused -> new HashSet<>());
            if (types.contains(type) || types.size() < MOST_CLASSES) {
                admitted.add(pattern);
            } else {
                Weaves.failed(nameOf(pattern), where, "the pattern means " + MOST_CLASSES + " classes already");
            }
        }
        return admitted;
    }

    private byte @Nullable [] weaveMeant(List<MethodPattern> patterns, String type, Place place, byte[] bytes) {
        List<ClassWeaver.Target> targets = new ArrayList<>();
        Map<MethodPattern, Set<String>> methods = new HashMap<>();
        for (DeclaredMethod declared : DeclaredMethod.of(bytes)) {
            MethodName method = declared.method();
            List<MethodPattern> meaning = patterns.stream()
                    .filter(pattern -> pattern.means(method.name(), method.descriptor(), declared.access()))
                    .toList();
            if (!meaning.isEmpty()) {
                targets.add(new ClassWeaver.Target(method, MethodWeave.ALL_ARGUMENTS, site(type, method, meaning)));
                meaning.forEach(pattern -> methods.computeIfAbsent(pattern, unused -> new TreeSet<>())
                        .add(method.toString()));
            }
        }
        if (targets.isEmpty()) {
            return null;
        }
        byte[] woven = new ClassWeaver().weave(type, place.loader(), bytes, targets);
        Weaver.prove(targets, CodeInPlace.of(woven));
        methods.forEach((pattern, names) -> {
            remember(pattern, type);
            Weaves.woven(nameOf(pattern), type + "." + String.join(", ", names) + " in " + place);
        });
        return woven;
    }

    private synchronized void remember(MethodPattern pattern, String type) {
        wovenTypes.computeIfAbsent(nameOf(pattern), unused -> new HashSet<>()).add(type);
    }

    private synchronized int site(String type, MethodName method, List<MethodPattern> patterns) {
        var points =
                patterns.stream().map(pattern -> Chaos.point(pattern.point())).toList();
        String weave = nameOf(patterns.get(0));
        Site site = sites.computeIfAbsent(type + "." + method.name() + method.descriptor(), unused -> {
            MethodSite handler = new MethodSite(type, method.name(), method.descriptor());
            return new Site(WovenCalls.register(weave, points, handler), handler);
        });
        site.handler().watch(points);
        WovenCalls.watch(site.number(), weave, points);
        return site.number();
    }
}

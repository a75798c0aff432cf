package org.bluemarble.chaos.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.Weaves;
import org.bluemarble.chaos.spi.WovenCalls;
import org.jspecify.annotations.Nullable;

/** Weaves one class after the other, and reports whether all of its code is in place. Thread-safe. */
final class Weaver {

    /** Sites by class and method, in whatever loaders: redeployed applications would use the numbers up. */
    private final Map<String, Integer> sites = new HashMap<>();

    /** What was woven and is still to be proved. */
    private final ConcurrentMap<Woven, List<ClassWeaver.Target>> unproved = new ConcurrentHashMap<>();

    private record Woven(String weave, String place) {}

    /** Returns the class with code in it; null if it stays as it is. Never throws. */
    byte @Nullable [] weave(ClassWeave weave, Place place, byte[] bytes) {
        try {
            Optional<String> complaint = place.complaint();
            if (complaint.isPresent()) {
                Weaves.failed(weave.name(), place.toString(), complaint.get());
                return null;
            }
            return weaveDeclared(weave, place, bytes);
        } catch (Throwable bug) {
            // The outer edge: the JVM would drop what a transformer throws, and the class would stay as it is, unnoticed.
            InternalProblems.report("calls of " + weave.type() + " pass undisturbed", bug);
            Weaves.failed(weave.name(), place.toString(), "internal error: " + bug);
            return null;
        }
    }

    private byte @Nullable [] weaveDeclared(ClassWeave weave, Place place, byte[] bytes) {
        CodeInPlace before = CodeInPlace.of(bytes);
        List<ClassWeaver.Target> targets = new ArrayList<>();
        List<MethodName> missing = new ArrayList<>();
        for (MethodWeave method : weave.methods()) {
            if (before.declares(method.method())) {
                targets.add(new ClassWeaver.Target(method.method(), method.argument(), site(weave, method)));
            } else if (method.presence() == MethodWeave.Presence.REQUIRED) {
                missing.add(method.method());
            }
        }
        // What is there is woven all the same: some faults are better than none, as long as the gap is shown.
        if (missing.isEmpty()) {
            unproved.put(new Woven(weave.name(), place.toString()), targets);
        } else {
            Weaves.failed(weave.name(), place.toString(), unknownVersion(weave, missing));
        }
        return targets.isEmpty() ? null : new ClassWeaver().weave(weave.type(), place.loader(), bytes, targets);
    }

    private static String unknownVersion(ClassWeave weave, List<MethodName> missing) {
        return "the class does not declare "
                + missing.stream().map(MethodName::toString).collect(Collectors.joining(", "))
                + ", so their calls pass undisturbed; known is " + weave.library() + " and newer";
    }

    /** Looks at a class as the last transformer saw it. Never throws. */
    void prove(ClassWeave weave, Place place, byte[] bytes) {
        try {
            // Only what was woven a moment ago: what failed before has its reason already.
            List<ClassWeaver.Target> targets = unproved.remove(new Woven(weave.name(), place.toString()));
            if (targets != null) {
                prove(weave, place, CodeInPlace.of(bytes), targets);
            }
        } catch (Throwable bug) {
            InternalProblems.report("it is not known whether " + weave.type() + " is woven", bug);
            Weaves.failed(weave.name(), place.toString(), "internal error: " + bug);
        }
    }

    private static void prove(ClassWeave weave, Place place, CodeInPlace after, List<ClassWeaver.Target> targets) {
        List<String> gone = targets.stream()
                .filter(target -> !after.holds(target.method(), target.site()))
                .map(target -> target.method().toString())
                .toList();
        if (gone.isEmpty()) {
            Weaves.woven(weave.name(), place.toString());
        } else {
            Weaves.failed(
                    weave.name(), place.toString(), "another agent took the code out of " + String.join(", ", gone));
        }
    }

    private synchronized int site(ClassWeave weave, MethodWeave method) {
        return sites.computeIfAbsent(weave.type() + "." + method.method(), unused -> {
            Watch watch = method.watch().get();
            return WovenCalls.register(weave.name(), watch.injectionPoints(), watch.handler());
        });
    }
}

package org.bluemarble.chaos.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.Weaves;
import org.bluemarble.chaos.spi.WovenCalls;
import org.jspecify.annotations.Nullable;

/** Weaves one class after the other, and reports whether all of its code is in place. Thread-safe. */
final class Weaver {

    /** Sites by class and method, in whatever loaders: redeployed applications would use the numbers up. */
    private final Map<String, Integer> sites = new HashMap<>();

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
            // The outer edge: the JVM would drop what a transformer throws, and the class would stay as it is,
            // unnoticed.
            InternalProblems.report("calls of " + weave.type() + " pass undisturbed", bug);
            Weaves.failed(weave.name(), place.toString(), "internal error: " + bug);
            return null;
        }
    }

    private byte @Nullable [] weaveDeclared(ClassWeave weave, Place place, byte[] bytes) {
        CodeInPlace before = CodeInPlace.of(bytes);
        List<ClassWeaver.Target> targets = new ArrayList<>();
        List<String> within = new ArrayList<>();
        List<MethodName> missing = new ArrayList<>();
        for (MethodWeave method : weave.methods()) {
            if (before.declares(method.method())) {
                int site = site(weave, method);
                targets.add(new ClassWeaver.Target(method.method(), method.argument(), site, method.code()));
                within.addAll(method.points());
            } else if (method.presence() == MethodWeave.Presence.REQUIRED) {
                missing.add(method.method());
            }
        }
        if (targets.isEmpty()) {
            if (!missing.isEmpty()) {
                Weaves.failed(weave.name(), place.toString(), unknownVersion(weave, missing));
            }
            return null;
        }
        byte[] woven = new ClassWeaver().weave(weave.type(), place.loader(), bytes, targets);
        prove(targets, CodeInPlace.of(woven));
        report(weave, place, missing, within);
        return woven;
    }

    private static void report(ClassWeave weave, Place place, List<MethodName> missing, List<String> within) {
        if (missing.isEmpty()) {
            Weaves.woven(weave.name(), place.toString());
        } else {
            // What is there is woven all the same: some faults are better than none, as long as the gap is shown.
            Weaves.wovenInPart(weave.name(), place.toString(), unknownVersion(weave, missing), within);
        }
    }

    /** Looks into the bytes. That no agent behind us took the code out again, only the first call can prove. */
    static void prove(List<ClassWeaver.Target> targets, CodeInPlace after) {
        for (ClassWeaver.Target target : targets) {
            if (!after.holds(target.method(), target.site())) {
                throw new IllegalStateException("no code was put into " + target.method());
            }
        }
    }

    private static String unknownVersion(ClassWeave weave, List<MethodName> missing) {
        return "the class does not declare "
                + missing.stream().map(MethodName::toString).collect(Collectors.joining(", "))
                + ", so their calls pass undisturbed; known is " + weave.library() + " and newer";
    }

    private synchronized int site(ClassWeave weave, MethodWeave method) {
        return sites.computeIfAbsent(weave.type() + "." + method.method(), unused -> {
            Watch watch = method.watch().get();
            int site = WovenCalls.register(weave.name(), watch.injectionPoints(), watch.handler());
            if (watch.whileAsked()) {
                IdentitySites.add(site, weave.name(), watch.injectionPoints());
            }
            return site;
        });
    }
}

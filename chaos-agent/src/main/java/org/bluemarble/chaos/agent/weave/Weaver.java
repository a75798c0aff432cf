package org.bluemarble.chaos.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.Weaves;
import org.bluemarble.chaos.spi.WovenCalls;
import org.jspecify.annotations.Nullable;

/** Weaves one class after the other, and reports for each of its methods whether the code is in place. Thread-safe. */
final class Weaver {

    /** Sites by weave: one number for a weave in whatever loaders, or redeployed applications would use them up. */
    private final Map<String, Integer> sites = new HashMap<>();

    /** What was woven and is still to be proved. */
    private final Set<Unproved> unproved = ConcurrentHashMap.newKeySet();

    private record Unproved(String weave, String place) {}

    /** Returns the class with code in it; null if it stays as it is. Never throws. */
    byte @Nullable [] weave(List<MethodWeave> weaves, Place place, byte[] bytes) {
        try {
            Optional<String> complaint = place.complaint();
            if (complaint.isPresent()) {
                weaves.forEach(weave -> Weaves.failed(weave.name(), place.toString(), complaint.get()));
                return null;
            }
            return weaveDeclared(weaves, place, bytes);
        } catch (Throwable bug) {
            // The outer edge: the JVM would drop what a transformer throws, and the class would stay as it is, unnoticed.
            String type = weaves.get(0).type();
            InternalProblems.report("calls of " + type + " pass undisturbed", bug);
            weaves.forEach(weave -> Weaves.failed(weave.name(), place.toString(), "internal error: " + bug));
            return null;
        }
    }

    private byte @Nullable [] weaveDeclared(List<MethodWeave> weaves, Place place, byte[] bytes) {
        CodeInPlace before = CodeInPlace.of(bytes);
        List<ClassWeaver.Target> targets = new ArrayList<>();
        for (MethodWeave weave : weaves) {
            if (before.declares(weave.method())) {
                targets.add(new ClassWeaver.Target(weave.method(), weave.argument(), site(weave)));
                unproved.add(new Unproved(weave.name(), place.toString()));
            } else if (weave.presence() == MethodWeave.Presence.REQUIRED) {
                Weaves.failed(weave.name(), place.toString(), "the class has no such method; known is " + weave.library()
                        + " and newer");
            }
        }
        return targets.isEmpty()
                ? null
                : new ClassWeaver().weave(weaves.get(0).type(), place.loader(), bytes, targets);
    }

    /** Looks at a class as the last transformer saw it. Never throws. */
    void prove(List<MethodWeave> weaves, Place place, byte[] bytes) {
        try {
            @Nullable CodeInPlace after = null;
            for (MethodWeave weave : weaves) {
                // Only what was woven a moment ago: what failed before has its reason already.
                if (unproved.remove(new Unproved(weave.name(), place.toString()))) {
                    after = after == null ? CodeInPlace.of(bytes) : after;
                    report(weave, place, after.holds(weave.method(), site(weave)));
                }
            }
        } catch (Throwable bug) {
            InternalProblems.report("it is not known whether " + weaves.get(0).type() + " is woven", bug);
        }
    }

    private static void report(MethodWeave weave, Place place, boolean inPlace) {
        if (inPlace) {
            Weaves.woven(weave.name(), place.toString());
        } else {
            Weaves.failed(weave.name(), place.toString(), "the code was taken out again, by another agent");
        }
    }

    private synchronized int site(MethodWeave weave) {
        return sites.computeIfAbsent(weave.name(), name -> {
            Watch watch = weave.watch().get();
            return WovenCalls.register(name, watch.injectionPoints(), watch.handler());
        });
    }
}

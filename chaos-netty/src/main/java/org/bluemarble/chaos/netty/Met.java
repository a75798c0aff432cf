package org.bluemarble.chaos.netty;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.bluemarble.chaos.ArmedRule;

/**
 * Which rules have met a message on its way from handler to handler: each counts it once, at the first handler where it
 * selects it, though the message passes the point again at every further one. Thread-safe: handlers may have executors of
 * their own.
 */
final class Met {

    private final IdentityHashMap<Object, Set<ArmedRule>> rules = new IdentityHashMap<>(2);

    synchronized boolean isKnown(Object message) {
        return rules.containsKey(message);
    }

    synchronized boolean isNewTo(Object message, ArmedRule rule) {
        return rules.computeIfAbsent(message, unused -> Collections.synchronizedSet(new HashSet<>(2)))
                .add(rule);
    }

    /** Another object stands for the message from here on. */
    synchronized void continuedBy(Object message, Object other) {
        Set<ArmedRule> met = rules.get(message);
        if (met != null) {
            rules.put(other, met);
        }
    }

    synchronized void forget(Object message) {
        rules.remove(message);
    }
}

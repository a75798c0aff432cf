package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every source has said of the flags of one engine, and which of them decides. Guarded by the rule book, whose monitor
 * is held wherever a rule is switched, so that the audit trail has the order of the changes.
 */
final class FlagBook {

    private static final Comparator<FlagFeed> HIGHEST_FIRST = Comparator.comparing(FlagFeed::source);

    private final RuleBook book;
    private final Audit audit;
    private final ChaosClock clock;

    /** The highest first; of the same source the first that was opened. */
    private final List<FlagFeed> feeds = new ArrayList<>();

    /** What people and code have said of rules that are armed. */
    private final Map<ArmedRule, Map<FlagSource, FlagDecision>> hands = new HashMap<>();

    private @Nullable PropertyFlags properties;

    FlagBook(RuleBook book, Audit audit, ChaosClock clock) {
        this.book = book;
        this.audit = audit;
        this.clock = clock;
    }

    /** {@return the flag of a rule that is or was armed} */
    Flag flag(ArmedRule rule) {
        synchronized (book) {
            return new Flag(rule.id(), rule.isEnabled(), decisions(rule));
        }
    }

    private List<FlagDecision> decisions(ArmedRule rule) {
        List<FlagDecision> all =
                new ArrayList<>(hands.getOrDefault(rule, Map.of()).values());
        for (FlagFeed feed : feeds) {
            FlagDecision decision = feed.decisions().get(rule.id());
            if (decision != null) {
                all.add(decision);
            }
        }
        all.add(new FlagDecision(
                FlagSource.RULE, FlagSource.RULE.spelling(), rule.rule().enabled()));
        return all;
    }

    /** Reads what may have changed unnoticed, before a rule is armed; without the rule book's monitor. */
    void beforeArming() {
        PropertyFlags following = properties();
        if (following != null) {
            following.read();
        }
    }

    /** Switches a rule that was just armed; the rule book holds its monitor. */
    void armed(ArmedRule rule) {
        FlagDecision decider = decisions(rule).get(0);
        if (decider.on()) {
            rule.setEnabled(true);
        }
        if (decider.on() != rule.rule().enabled()) {
            enter(rule, decider.actor(), "as it is armed");
        }
    }

    /** Goes on reading what changes unnoticed; without the rule book's monitor. */
    void afterArming() {
        PropertyFlags following = properties();
        if (following != null) {
            following.keepReading();
        }
    }

    /** Forgets what was said of a rule that has ended; the rule book holds its monitor. */
    void ended(ArmedRule rule) {
        hands.remove(rule);
    }

    /**
     * Somebody decides about an armed rule.
     *
     * @throws IllegalStateException if the rule has ended and shall be on
     */
    void decide(ArmedRule rule, FlagDecision decision) {
        synchronized (book) {
            if (!rule.isArmed()) {
                if (decision.on()) {
                    throw new IllegalStateException(
                            "rule '" + rule.id() + "' was " + rule.end() + " and must be armed again");
                }
                return;
            }
            put(rule, decision);
        }
        audit.tell();
    }

    /** Somebody decides about several rules in one step; those that have ended are passed over. */
    void decideAll(List<ArmedRule> rules, FlagDecision decision) {
        synchronized (book) {
            rules.stream().filter(ArmedRule::isArmed).forEach(rule -> put(rule, decision));
        }
        audit.tell();
    }

    private void put(ArmedRule rule, FlagDecision decision) {
        hands.computeIfAbsent(rule, unused -> new EnumMap<>(FlagSource.class)).put(decision.source(), decision);
        said(rule, decision);
    }

    /**
     * A source lets go of an armed rule's flag.
     *
     * @return whether it had a say in it
     */
    boolean release(ArmedRule rule, FlagSource source, String actor) {
        synchronized (book) {
            Map<FlagSource, FlagDecision> said = hands.get(rule);
            if (said == null || said.remove(source) == null) {
                return false;
            }
            letGo(rule, actor);
        }
        audit.tell();
        return true;
    }

    FlagFeed open(FlagSource source, String actor) {
        FlagFeed feed = new FlagFeed(this, source, actor);
        synchronized (book) {
            feeds.add(feed);
            feeds.sort(HIGHEST_FIRST);
        }
        return feed;
    }

    void close(FlagFeed feed) {
        synchronized (book) {
            replace(feed, Map.of());
            feeds.remove(feed);
        }
        audit.tell();
    }

    void say(FlagFeed feed, Map<String, Boolean> flags) {
        synchronized (book) {
            replace(feed, flags);
        }
        audit.tell();
    }

    void refused(FlagFeed feed, String problem) {
        audit.add(ChaosEvent.Kind.REFUSED, null, feed.actor(), problem);
    }

    /** Replaces what a feed has said; the rule book's monitor is held. */
    void replace(FlagFeed feed, Map<String, Boolean> flags) {
        Map<String, FlagDecision> before = feed.decisions();
        feed.setDecisions(flags);
        if (!feeds.contains(feed)) {
            return;
        }
        for (ArmedRule rule : changed(before, feed.decisions())) {
            FlagDecision now = feed.decisions().get(rule.id());
            if (now == null) {
                letGo(rule, feed.actor());
            } else {
                said(rule, now);
            }
        }
    }

    /** {@return the armed rules of which something else is said, in the order of arming; asked at every arming} */
    private List<ArmedRule> changed(Map<String, FlagDecision> before, Map<String, FlagDecision> now) {
        if (now.equals(before)) {
            return List.of();
        }
        Set<String> named = new HashSet<>(before.keySet());
        named.addAll(now.keySet());
        return named.stream()
                .filter(id -> !Objects.equals(before.get(id), now.get(id)))
                .flatMap(id -> book.find(id).stream())
                .sorted(Comparator.comparingLong(ArmedRule::order))
                .toList();
    }

    private void said(ArmedRule rule, FlagDecision decision) {
        FlagDecision decider = decisions(rule).get(0);
        if (rule.isEnabled() != decider.on()) {
            rule.setEnabled(decider.on());
            enter(rule, decision.actor(), "");
        } else if (decision.on() != decider.on()) {
            String stays = "flag '" + rule.id() + "' stays " + FlagDecision.word(decider.on()) + ": " + decider.actor()
                    + " decides, and " + decision;
            audit.enter(rule, ChaosEvent.Kind.OVERRULED, decision.actor(), stays);
        }
    }

    private void letGo(ArmedRule rule, String actor) {
        FlagDecision decider = decisions(rule).get(0);
        String why = actor + " let go, " + decider.actor() + " decides";
        if (rule.isEnabled() != decider.on()) {
            rule.setEnabled(decider.on());
            enter(rule, actor, why);
        } else {
            String stays = "flag '" + rule.id() + "' stays " + FlagDecision.word(decider.on()) + ": " + why;
            audit.enter(rule, ChaosEvent.Kind.RELEASED, actor, stays);
        }
    }

    private void enter(ArmedRule rule, String actor, String why) {
        ChaosEvent.Kind kind = rule.isEnabled() ? ChaosEvent.Kind.ENABLED : ChaosEvent.Kind.DISABLED;
        String text = "flag '" + rule.id() + "' is " + FlagDecision.word(rule.isEnabled());
        audit.enter(rule, kind, actor, why.isEmpty() ? text : text + ": " + why);
    }

    void followSystemProperties() {
        PropertyFlags following;
        synchronized (book) {
            if (properties == null) {
                properties = new PropertyFlags(
                        open(FlagSource.PROPERTY, FlagSource.PROPERTY.spelling()), book, audit, clock);
            }
            following = properties;
        }
        following.read();
        following.keepReading();
    }

    private @Nullable PropertyFlags properties() {
        synchronized (book) {
            return properties;
        }
    }
}

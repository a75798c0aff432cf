package org.bluemarble.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Nearest;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/**
 * What this JVM may ever do. Given when the engine is built, and not changed while it runs.
 *
 * @param allowedDestructive names of the destructive faults that may be armed, for example {@code crash}
 * @param highestTtl no rule stays armed longer; at most seven days
 * @param highestShare no rule may disturb a larger share of its selected calls, except that a rule that disturbs one call
 *     in all always may
 * @param closed why nothing may be armed at all, or null
 * @param highestPlayers no rule may touch more players: each must have a bound {@code players} that is not higher, or be
 *     about one player; {@link Bounds#UNLIMITED} for any number
 * @param hours when rules may be armed and act, or null for always; what is armed when they end is disarmed
 * @param dryRun whether every rule only decides, whatever it says itself
 * @param protectedScopes no rule touches a call for which any of these conditions holds or cannot be known, whether or not
 *     the rule asks for that attribute
 * @param highestPlayerShare no rule may touch a larger share of the players: below 100% each must select a cohort of players
 *     that is not larger, or name its players
 * @param pressure how much of a resource pressures may take
 */
public record Ceiling(
        Set<String> allowedDestructive,
        Duration highestTtl,
        Probability highestShare,
        @Nullable String closed,
        long highestPlayers,
        @Nullable OpenHours hours,
        boolean dryRun,
        List<Selector.Condition> protectedScopes,
        Probability highestPlayerShare,
        PressureCaps pressure) {

    /** The highest time to live where no ceiling says otherwise. */
    public static final Duration DEFAULT_HIGHEST_TTL = Duration.ofHours(1);

    /** No ceiling permits a longer time to live: a fault that is wanted for more than a week is a setting. */
    public static final Duration LONGEST_TTL = Duration.ofDays(7);

    /** No destructive fault, an hour at most, any share. */
    public static final Ceiling DEFAULT = new Ceiling(
            Set.of(),
            DEFAULT_HIGHEST_TTL,
            Probability.ONE,
            null,
            Bounds.UNLIMITED,
            null,
            false,
            List.of(),
            Probability.ONE,
            PressureCaps.NONE);

    public Ceiling {
        allowedDestructive = Set.copyOf(allowedDestructive);
        protectedScopes = List.copyOf(protectedScopes);
        Objects.requireNonNull(highestTtl, "highestTtl");
        Objects.requireNonNull(highestShare, "highestShare");
        Objects.requireNonNull(highestPlayerShare, "highestPlayerShare");
        Objects.requireNonNull(pressure, "pressure");
        if (highestTtl.isNegative() || highestTtl.isZero() || highestTtl.compareTo(LONGEST_TTL) > 0) {
            throw new IllegalArgumentException(
                    "highest ttl was " + highestTtl + " but must lie above zero and up to " + LONGEST_TTL);
        }
        if (highestPlayers < 1) {
            throw new IllegalArgumentException("highest players was " + highestPlayers + " but must be at least 1");
        }
    }

    /** {@return this ceiling with these destructive faults allowed and no others} */
    public Ceiling allowing(String... destructiveFaults) {
        return allowing(Set.of(destructiveFaults));
    }

    /**
     * Returns this ceiling with the destructive faults of the short spelling allowed and no others.
     *
     * @param option names with plus signs between them, for example {@code crash+hang+lying-commit}
     * @throws ChaosConfigurationException if one of them is not the name of a destructive fault that is known here: target
     *     modules that the context class loader does not find must have been registered before
     */
    public Ceiling allowingOption(String option) {
        Findings findings = new Findings();
        Set<String> allowed = allowedFaults(new Word(option, "allow", null), findings);
        findings.throwIfAny("option");
        return allowing(allowed);
    }

    private Ceiling allowing(Set<String> allowed) {
        return changed(to -> to.allowedDestructive = allowed);
    }

    /**
     * Reads names of destructive faults.
     *
     * @param names with plus signs between them
     * @param findings take the names that are unknown, and those of faults that need not be allowed
     */
    public static Set<String> allowedFaults(Word names, Findings findings) {
        ModuleLoading.loadFor(Thread.currentThread().getContextClassLoader());
        Set<String> destructive = new TreeSet<>();
        FaultCatalogue.process().faults().stream()
                .filter(FaultDescriptor::destructive)
                .forEach(fault -> destructive.add(fault.name()));
        Set<String> allowed = new TreeSet<>();
        for (String text : names.text().split("\\+", -1)) {
            Word name = new Word(text.strip(), names.path(), names.position());
            if (destructive.contains(name.text())) {
                allowed.add(name.text());
            } else if (FaultCatalogue.process().faultNames().contains(name.text())) {
                findings.refuseValue(name, ", which is not destructive and needs no permission; leave it out");
            } else {
                String known = "; destructive faults are " + Nearest.list(destructive, "and");
                findings.refuse(name, ", which no module provides" + Nearest.hint(name.text(), destructive, known));
            }
        }
        return allowed;
    }

    /** {@return this ceiling with another highest time to live} */
    public Ceiling withHighestTtl(Duration ttl) {
        return changed(to -> to.highestTtl = ttl);
    }

    /** {@return this ceiling with another highest share of calls} */
    public Ceiling withHighestShare(Probability share) {
        return changed(to -> to.highestShare = share);
    }

    /** {@return this ceiling with another highest number of players that one rule may touch} */
    public Ceiling withHighestPlayers(long players) {
        return changed(to -> to.highestPlayers = players);
    }

    /** {@return this ceiling with another highest share of the players that one rule may touch} */
    public Ceiling withHighestPlayerShare(Probability share) {
        return changed(to -> to.highestPlayerShare = share);
    }

    /** {@return this ceiling with hours outside of which nothing may be armed and nothing acts} */
    public Ceiling withHours(OpenHours hours) {
        return changed(to -> to.hours = Objects.requireNonNull(hours, "hours"));
    }

    /** {@return this ceiling under which every rule only decides, or no longer} */
    public Ceiling withDryRun(boolean dryRun) {
        return changed(to -> to.dryRun = dryRun);
    }

    /** {@return this ceiling with other caps of what pressures may take} */
    public Ceiling withPressure(PressureCaps caps) {
        return changed(to -> to.pressure = caps);
    }

    private Ceiling changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.ceiling();
    }

    /** A ceiling while one of its values is changed. */
    private static final class Draft {

        private Set<String> allowedDestructive;
        private Duration highestTtl;
        private Probability highestShare;
        private final @Nullable String closed;
        private long highestPlayers;
        private @Nullable OpenHours hours;
        private boolean dryRun;
        private List<Selector.Condition> protectedScopes;
        private Probability highestPlayerShare;
        private PressureCaps pressure;

        Draft(Ceiling from) {
            allowedDestructive = from.allowedDestructive;
            highestTtl = from.highestTtl;
            highestShare = from.highestShare;
            closed = from.closed;
            highestPlayers = from.highestPlayers;
            hours = from.hours;
            dryRun = from.dryRun;
            protectedScopes = from.protectedScopes;
            highestPlayerShare = from.highestPlayerShare;
            pressure = from.pressure;
        }

        Ceiling ceiling() {
            return new Ceiling(
                    allowedDestructive,
                    highestTtl,
                    highestShare,
                    closed,
                    highestPlayers,
                    hours,
                    dryRun,
                    protectedScopes,
                    highestPlayerShare,
                    pressure);
        }
    }

    /**
     * Returns this ceiling with these scopes protected besides those that are.
     *
     * @param scopes no rule touches a call for which any of them holds, or cannot be known
     */
    public Ceiling protecting(Selector.Condition... scopes) {
        List<Selector.Condition> all = new ArrayList<>(protectedScopes);
        all.addAll(List.of(scopes));
        return changed(to -> to.protectedScopes = all);
    }

    /** {@return this ceiling with these scopes protected besides, for example {@code protecting("player", "gm-1", "gm-2")}} */
    public Ceiling protecting(String attribute, String... texts) {
        ValuePattern[] anyOf = Arrays.stream(texts).map(ValuePattern::exactly).toArray(ValuePattern[]::new);
        return protecting(Selector.Condition.of(attribute, false, anyOf));
    }

    /**
     * Reads scopes to protect.
     *
     * @param terms conditions as they were written, any of which protects a call
     * @param findings take names that no call has as an attribute, and values that it cannot have
     */
    public static List<Selector.Condition> protectedScopes(List<RuleDraft.Term> terms, Findings findings) {
        return new ProtectedScopes(findings).read(terms);
    }

    /**
     * Reads scopes to protect in the spelling of selectors, for example {@code player=gm-1|gm-2,table~"ledger*"}.
     *
     * @param option the conditions, separated by commas
     * @param findings take every problem
     */
    public static List<Selector.Condition> protectedScopes(Word option, Findings findings) {
        return protectedScopes(LineParser.conditions(option, findings), findings);
    }

    /**
     * Returns the ceiling under which nothing may be armed: for a ceiling that was asked for and could not be read.
     *
     * @param reason what a user who arms a rule is told
     */
    public static Ceiling closed(String reason) {
        Objects.requireNonNull(reason, "reason");
        return new Ceiling(
                Set.of(),
                DEFAULT_HIGHEST_TTL,
                Probability.ZERO,
                reason,
                1,
                null,
                true,
                List.of(),
                Probability.ZERO,
                PressureCaps.NONE);
    }
}

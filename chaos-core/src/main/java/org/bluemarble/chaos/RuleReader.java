package org.bluemarble.chaos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Nearest;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.RulePaths;
import org.bluemarble.chaos.spi.Units;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/**
 * Makes a rule from its draft, or says what is wrong with it: the one place that decides whether a rule makes sense,
 * whatever it was spelled in. A rule from Java is written as a draft first and read back.
 *
 * <p>Whether a rule is permitted is another question, which the engine asks when it is armed; a reader that is given a
 * ceiling asks it as well. Not thread-safe.
 */
public final class RuleReader {

    static final String UNSPELLABLE =
            " combines triggers that count from different calls, or two gates of one kind, which"
                    + " no rule can spell; put Trigger.after around the whole, and give each kind of gate once";

    private final FaultCatalogue catalogue = FaultCatalogue.process();
    private final Set<String> declaredPoints;
    private final @Nullable Ceiling ceiling;

    /** A reader that knows the points that exist now. */
    public RuleReader() {
        this(Set.of());
    }

    /**
     * A reader that knows more points.
     *
     * @param declaredPoints names of points in server code that may not be loaded yet
     */
    public RuleReader(Collection<String> declaredPoints) {
        this(declaredPoints, null);
    }

    /**
     * A reader that also tells what a ceiling forbids, so that a user hears of everything at once.
     *
     * @param ceiling what may be armed; null for reading alone
     */
    public RuleReader(Collection<String> declaredPoints, @Nullable Ceiling ceiling) {
        this.declaredPoints = Set.copyOf(declaredPoints);
        this.ceiling = ceiling;
        ModuleLoading.loadFor(Thread.currentThread().getContextClassLoader());
    }

    /**
     * Reads one rule.
     *
     * @param findings take every problem of the rule
     * @return the rule; null if there is a problem
     */
    public @Nullable FaultRule read(RuleDraft draft, Findings findings) {
        int before = findings.size();
        RuleParts parts = parts(draft, findings);
        if (ceiling != null && ceiling.closed() == null) {
            new RuleCheck(ceiling, Map.of(), null, Instant.EPOCH).ceilingProblems(parts, findings);
        }
        return findings.size() == before ? parts.toRule() : null;
    }

    /**
     * Writes a rule as a draft, which {@link #read} makes an equal rule from.
     *
     * @param paths how words are called in messages
     * @throws ChaosConfigurationException if the rule's trigger, combined in Java, has no spelling
     */
    public static RuleDraft write(FaultRule rule, RulePaths paths) {
        if (TriggerForm.of(rule.trigger()).isEmpty()) {
            Word id = new Word(rule.id(), paths.id(), null);
            Findings findings = new Findings();
            findings.add(null, paths.group("when") + UNSPELLABLE);
            findings.throwIfAny("rule " + id.quoted());
        }
        return RuleDrafts.written(rule, paths);
    }

    /** Reads a rule that was built in code, or read before: it passes the same checks as one from a file. */
    RuleParts parts(FaultRule rule, RulePaths paths, Findings findings) {
        if (TriggerForm.of(rule.trigger()).isEmpty()) {
            findings.add(null, paths.group("when") + UNSPELLABLE);
        }
        return parts(RuleDrafts.of(rule, paths), findings);
    }

    RuleParts parts(RuleDraft draft, Findings findings) {
        RuleNames names = new RuleNames(catalogue, declaredPoints, findings);
        RuleNames.Named<PointDescriptor> point = names.point(draft);
        RuleNames.Named<FaultDescriptor> descriptor = names.fault(draft, point.likely());
        Phase phase = phase(draft, point.likely(), descriptor.likely(), findings);
        String id = id(draft.id(), findings);
        Selector selector = new SelectorReader(point.likely(), findings).read(draft);
        Fault fault = fault(draft, names.faultsFor(point.likely()), descriptor.likely(), phase, findings);
        Word enabled = draft.enabled();
        Word dryRun = draft.dryRun();
        Word allowBlocking = draft.allowBlocking();
        RuleParts parts = new RuleParts(
                draft,
                id,
                point.found(),
                selector,
                descriptor.found(),
                descriptor.found() == null ? null : fault,
                phase,
                new TriggerReader(findings).read(draft),
                new BoundsReader(findings).read(draft),
                enabled == null || Boolean.TRUE.equals(Units.flag(enabled, findings)),
                dryRun != null && Boolean.TRUE.equals(Units.flag(dryRun, findings)),
                allowBlocking != null && Boolean.TRUE.equals(Units.flag(allowBlocking, findings)));
        new RuleConsistency(parts, findings).check();
        return parts;
    }

    private static @Nullable String id(Word id, Findings findings) {
        if (FaultRule.isId(id.text())) {
            return id.text();
        }
        findings.refuse(
                id, "but must be 1 to 64 lower-case letters, digits and hyphens, and begin with a letter or digit");
        return null;
    }

    private static @Nullable Fault fault(
            RuleDraft draft,
            Collection<FaultDescriptor> possible,
            @Nullable FaultDescriptor likely,
            @Nullable Phase phase,
            Findings findings) {
        if (likely != null) {
            return new FaultReader(likely, findings).read(draft, phase);
        }
        FaultReader.refuseStrangers(draft, possible, findings);
        return null;
    }

    private static @Nullable Phase phase(
            RuleDraft draft, @Nullable PointDescriptor point, @Nullable FaultDescriptor fault, Findings findings) {
        Word word = draft.phase();
        List<Phase> offered = offered(point, fault);
        if (word == null) {
            if (offered.isEmpty() && fault != null && point != null && fault.fits(point.name())) {
                findings.tell(
                        draft.fault() == null ? draft.id() : draft.fault(),
                        "was " + fault.name() + " but must act in a phase that " + point.name() + " offers: "
                                + list(point.phases()));
            }
            return null;
        }
        Optional<Phase> phase = Phase.ofSpelling(word.text());
        if (phase.isEmpty()) {
            findings.refuse(
                    word,
                    "but must be " + list(offered.isEmpty() ? List.of(Phase.values()) : offered)
                            + Nearest.hint(word.text(), spellings(List.of(Phase.values())), ""));
            return null;
        }
        if (fault != null && !fault.phases().contains(phase.get())) {
            findings.refuseValue(
                    word, "but must be " + list(offered) + "; " + fault.name() + " acts in no other phase");
        } else if (point != null && !point.phases().contains(phase.get())) {
            findings.refuseValue(word, "but must be " + list(offered) + "; " + point.name() + " offers no other phase");
        }
        return phase.get();
    }

    private static List<Phase> offered(@Nullable PointDescriptor point, @Nullable FaultDescriptor fault) {
        List<Phase> offered = new ArrayList<>(List.of(Phase.values()));
        if (fault != null) {
            offered.retainAll(fault.phases());
        }
        if (point != null) {
            offered.retainAll(point.phases());
        }
        return offered;
    }

    private static List<String> spellings(List<Phase> phases) {
        return phases.stream().map(Phase::spelling).toList();
    }

    private static String list(List<Phase> phases) {
        return Nearest.list(spellings(phases), "or");
    }
}

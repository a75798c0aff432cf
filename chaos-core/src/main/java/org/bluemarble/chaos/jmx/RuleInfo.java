package org.bluemarble.chaos.jmx;

import org.jspecify.annotations.Nullable;

/** One armed rule and what became of its calls. A snapshot; counts are calls since the rule was armed. */
public interface RuleInfo {

    /** {@return the rule's id, which is its feature flag} */
    @Description("The rule's id, which is its feature flag.")
    String getId();

    /** {@return the rule in its one-line spelling} */
    @Description("The rule in its one-line spelling.")
    String getRule();

    /** {@return the name of the injection point} */
    @Description("The injection point.")
    String getPoint();

    /** {@return when in the call the fault acts} */
    @Description("When in the call the fault acts: before, during or after.")
    String getPhase();

    /** {@return the fault's name} */
    @Description("The fault.")
    String getFault();

    /** {@return whether the rule's flag is on} */
    @Description("Whether the rule's flag is on.")
    boolean isEnabled();

    /** {@return who decides about the flag: the highest source that has a say} */
    @Description("Who decides about the flag: the highest source that has a say.")
    String getDecidedBy();

    /** {@return what each source says of the flag, the one that decides first} */
    @Description("What each source says of the flag, the one that decides first.")
    String[] getDecisions();

    /** {@return when the rule was armed, in ISO 8601} */
    @Description("When the rule was armed (UTC).")
    String getArmedAt();

    /** {@return when the rule's time to live ends, in ISO 8601} */
    @Description("When the rule's time to live ends (UTC).")
    String getExpiresAt();

    /** {@return calls that the selector matched} */
    @Description("Calls that the selector matched.")
    long getSelected();

    /** {@return of the selected calls, those on which the trigger fired} */
    @Description("Of the selected calls, those on which the trigger fired.")
    long getTriggered();

    /** {@return of these, calls on which an earlier rule's fault acted instead} */
    @Description("Of these, calls on which an earlier rule's fault acted instead.")
    long getPreempted();

    /** {@return of these, calls that the limit let pass} */
    @Description("Of these, calls that the limit let pass.")
    long getOverLimit();

    /** {@return injections decided} */
    @Description("Injections decided: what remains.")
    long getInjected();

    /** {@return injections that ended as the fault says} */
    @Description("Injections that ended as the fault says.")
    long getDone();

    /** {@return injections that were called off} */
    @Description("Injections that were called off, because the rule was disabled or the call did not need them.")
    long getCancelled();

    /** {@return injections that are under way now} */
    @Description("Injections that are under way now.")
    long getWaiting();

    /** {@return calls that the selector did not match} */
    @Description("Calls that the selector did not match.")
    long getNotSelected();

    /** {@return calls that could not be matched, because an attribute was not known} */
    @Description("Calls that could not be matched, because an attribute was not known.")
    long getUnknown();

    /** {@return calls that the engine's scope excludes} */
    @Description("Calls outside the engine's scope; always 0 for the global engine.")
    long getOutOfScope();

    /** {@return calls that the ceiling protects, or may protect, as far as can be known} */
    @Description("Calls that the ceiling protects, or that may be protected, as far as can be known.")
    long getProtected();

    /** {@return calls of the control cohort, left alone to be compared with} */
    @Description("Calls of the control cohort, left alone to be compared with.")
    long getControl();

    /** {@return how long the rule still lives, in milliseconds, whatever the time of day does} */
    @Description("How long the rule still lives, in milliseconds.")
    long getTimeLeftMillis();

    /** {@return whether the rule only decides, and disturbs no call} */
    @Description("Whether the rule only decides and enters its injections into the journal; no call is disturbed.")
    boolean isDryRun();

    /** {@return selected calls that count and chance let fire, but that came to a closed gate} */
    @Description("Selected calls that count and chance let fire, but that came at the wrong time, from other code, ...")
    long getGated();

    /** {@return calls on which the trigger fired outside the ceiling's hours} */
    @Description("Calls on which the trigger fired outside the ceiling's hours.")
    long getOutsideHours();

    /** {@return of the triggered calls, those that the bound per-second let pass} */
    @Description("Of the triggered calls, those that the bound per-second let pass.")
    long getOverPerSecond();

    /** {@return of the triggered calls, those that the bound players let pass} */
    @Description("Of the triggered calls, those that the bound players let pass.")
    long getOverPlayers();

    /** {@return of the triggered calls, those that the bound total-delay let pass} */
    @Description("Of the triggered calls, those that the bound total-delay let pass.")
    long getOverDelay();

    /** {@return injections that were refused, because they would have blocked an event loop or a tick thread} */
    @Description("Injections that were refused, because they would have blocked an event loop or a tick thread.")
    long getRefusedBlocking();

    /** {@return of the triggered calls, those that the bound concurrent let pass} */
    @Description("Of the triggered calls, those that the bound concurrent let pass.")
    long getOverConcurrent();

    /** {@return injections that were decided and not made, because it is a dry run} */
    @Description("Injections that were decided and not made, because it is a dry run.")
    long getPretended();

    /** {@return the lease that the rule lives no longer than, or null} */
    @Description("The lease that the rule lives no longer than; empty if there is none.")
    @Nullable
    String getLease();

    /** {@return why the rule cannot act yet though it is armed, or null if nothing is known that keeps it from it} */
    @Description("Why the rule cannot act yet though it is armed, for example since no class of its point is loaded.")
    @Nullable
    String getRemark();
}

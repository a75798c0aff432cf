package org.bluemarble.chaos;

/**
 * What became of a rule's calls, stage by stage. A snapshot.
 *
 * @param selected calls that the selector matched
 * @param triggered of these, calls on which the trigger fired
 * @param preempted of these, calls on which an earlier rule's fault acted instead
 * @param overLimit of these, calls that the limit let pass
 * @param injected injections decided: what remains
 * @param done injections that ended as the fault says
 * @param cancelled injections that were called off because the rule ended or was disabled
 * @param waiting injections that are under way now
 * @param notSelected calls that the selector did not match; a few may be missing where threads counted at the same time
 * @param unknown calls that could not be matched, because an attribute was not known
 * @param outOfScope calls that the engine's scope excludes; as exact as {@code notSelected}
 * @param control calls of the control cohort that the experiment's are compared with, left alone
 * @param gated selected calls that would have fired by count and chance, but came to a closed gate
 * @param outsideHours calls on which the trigger fired outside the ceiling's hours
 * @param overPerSecond such calls that the bound {@code per-second} let pass
 * @param overPlayers such calls that the bound {@code players} let pass, made for one player more or for nobody known
 * @param overDelay such calls that the bound {@code total-delay} let pass
 * @param overConcurrent such calls that the bound {@code concurrent} let pass
 * @param dryRun injections decided and entered into the journal, but not made, because it is a dry run
 * @param protectedCalls calls that the ceiling protects, or that may be protected, as far as can be known; as exact as
 *     {@code notSelected}
 * @param refusedBlocking injections decided and refused, because they would have blocked an event loop or a tick thread
 */
public record RuleCounters(
        long selected,
        long triggered,
        long preempted,
        long overLimit,
        long injected,
        long done,
        long cancelled,
        long waiting,
        long notSelected,
        long unknown,
        long outOfScope,
        long control,
        long gated,
        long outsideHours,
        long overPerSecond,
        long overPlayers,
        long overDelay,
        long overConcurrent,
        long dryRun,
        long protectedCalls,
        long refusedBlocking) {

    /** {@return all calls that passed the point while the rule was enabled} */
    public long passed() {
        return selected + notSelected + unknown + outOfScope + control + protectedCalls;
    }

    /** {@return calls on which the trigger fired and that some bound let pass} */
    public long bounded() {
        return overLimit + outsideHours + overPerSecond + overPlayers + overDelay + overConcurrent;
    }
}

package org.bluemarble.chaos.jmx;

import org.jspecify.annotations.Nullable;

/**
 * One engine, as a management tool sees it: {@code org.bluemarble.chaos:type=Chaos} for the global engine, with
 * {@code engine=<name>} for any other. All types are open: a client needs no class of ours.
 *
 * <p>What is refused is an {@link IllegalArgumentException} or {@link IllegalStateException} whose message holds every
 * problem. Each change is sent as a notification of type {@code org.bluemarble.chaos.<kind>}, for example
 * {@code org.bluemarble.chaos.armed}.
 */
@Description("Fault injection in this JVM. Nothing happens to any call until a rule is armed.")
public interface ChaosMXBean {

    /** {@return the engine's name} */
    @Description("The engine's name; global is the one whose rules touch every call.")
    String getName();

    /** {@return the version of the engine} */
    @Description("The version of BlueMarble Chaos.")
    String getVersion();

    /** {@return the seed of all random decisions} */
    @Description("The seed of all random decisions; with it a run can be repeated.")
    long getSeed();

    /** {@return whether the kill switch was thrown} */
    @Description("Whether the kill switch was thrown; if so, nothing can be armed until reset.")
    boolean isKilled();

    /** {@return why nothing may be armed since the kill switch was thrown, or null} */
    @Description("Why the kill switch was thrown; null if it was not.")
    @Nullable
    String getKilledReason();

    /** {@return what this engine may ever do} */
    @Description("What this JVM may ever do. Cannot be changed while it runs, unless it could not be read.")
    CeilingInfo getCeiling();

    /** {@return how often something of ours went wrong since the JVM started} */
    @Description("How often something inside BlueMarble Chaos went wrong; 0 unless there is a bug.")
    long getInternalProblems();

    /** {@return every weave and how far it has come} */
    @Description("What the agent has put code into: ABSENT, WOVEN, ACTIVE, FAILED or REMOVED. Empty without it.")
    WeaveInfo[] getWeaves();

    /** {@return a line for each point that is known to be passed without woven code, and by whom} */
    @Description("Points that are known to be passed without woven code, and by whom: by wrapped objects, for example.")
    String[] getDirectCallers();

    /** {@return the armed rules with their counters, in the order of arming} */
    @Description("The armed rules with their counters, in the order of arming.")
    RuleInfo[] getRules();

    /** {@return the points that are known now} */
    @Description("The injection points that are known now, with the attributes that a selector can ask for.")
    PointInfo[] getPoints();

    /** {@return the faults that are known now} */
    @Description("The faults that are known now, with their parameters.")
    FaultInfo[] getFaults();

    /** {@return the named incidents that are known now} */
    @Description("The named incidents: rules that are armed as one by incident:<name>. Empty without chaos-yaml.")
    IncidentInfo[] getIncidents();

    /** {@return how many injections were decided since the engine was made} */
    @Description("How many injections were decided since the engine was made.")
    long getInjections();

    /** {@return the latest injections, oldest first; a hundred at most} */
    @Description("The latest injections, oldest first; a hundred at most.")
    InjectionInfo[] getJournal();

    /** {@return the latest changes, oldest first; a hundred at most} */
    @Description("The latest changes to what may be injected, oldest first; a hundred at most.")
    EventInfo[] getEvents();

    /**
     * Arms a rule in its one-line spelling, or an incident by {@code incident:} and its name.
     *
     * @return the rule's id, or {@code incident:} and the incident's name; what takes an id takes that, too
     * @throws IllegalArgumentException if the rule is refused, with every problem
     */
    @Description("Arms a rule. It acts at once unless it says enabled=false. Returns its id.")
    String arm(
            @Description("For example  lose-ack: jdbc.commit[table=trade] lost-ack probability=1% limit=10 ttl=5m")
                    String rule);

    /** Disarms a rule and returns whether it was armed. */
    @Description("Disarms a rule. Returns whether it was armed.")
    boolean disarm(@Description("The rule's id") String id);

    /** Disarms every rule and returns how many there were. */
    @Description("Disarms every rule. Returns how many there were.")
    int disarmAll();

    /**
     * Switches a rule's flag on.
     *
     * @throws IllegalArgumentException if no rule of this id is armed
     */
    @Description("Switches the flag of an armed rule on: it acts on calls that begin from now on.")
    void enable(@Description("The rule's id") String id);

    /**
     * Switches a rule's flag off.
     *
     * @throws IllegalArgumentException if no rule of this id is armed
     */
    @Description("Switches the flag of an armed rule off: calls pass undisturbed until it is enabled again.")
    void disable(@Description("The rule's id") String id);

    /**
     * Lets go of what was decided over JMX about a rule's flag, and returns whether anything was.
     *
     * @throws IllegalArgumentException if no rule of this id is armed
     */
    @Description("Lets go of what was decided over JMX about a rule's flag: the next source decides.")
    boolean release(@Description("The rule's id") String id);

    /** Disarms every rule, refuses all others until reset, and returns how many were armed. */
    @Description("Disarms every rule and refuses all others until reset. Returns how many were armed.")
    int killSwitch(@Description("What those are told whose rules are refused") @Nullable String reason);

    /** Permits arming again after the kill switch. */
    @Description("Permits arming again after the kill switch. Arms nothing by itself.")
    void reset();

    /** Takes the agent's code out of every class, for as long as the JVM runs, and returns from how many. */
    @Description("Takes the agent's code out of every class, until the JVM ends. Returns from how many.")
    int unweave();

    /** Says in words what a rule would match, or why an armed one does or does not fire. */
    @Description(value = "What a rule would match, or why an armed one does or does not fire.", readOnly = true)
    String explain(@Description("A rule in its one-line spelling, or the id of an armed one") String rule);

    /** Says what is wrong with a rule: an empty array if it could be armed now. */
    @Description(value = "What is wrong with a rule; empty if it could be armed now. Arms nothing.", readOnly = true)
    String[] check(@Description("A rule in its one-line spelling") String rule);

    /**
     * Makes a named point known before server code has passed it, so that rules may name it.
     *
     * @throws IllegalArgumentException if the name is not of the form {@code target.operation}
     */
    @Description("Makes a named point of server code known before its class is loaded, so that rules may name it.")
    void declarePoint(@Description("For example trade.after-debit") String name);

    /**
     * Reads the journal and the changes as JSON lines, a thousand of each at most. A line of type {@code lost} stands where
     * entries are gone, because the journal keeps the latest only.
     */
    @Description(
            value = "The journal and the changes as JSON lines, a thousand of each at most, and where to go on.",
            readOnly = true)
    JournalPage readJournal(
            @Description("The last injection that was read, 0 to begin") long afterInjection,
            @Description("The last change that was read, 0 to begin") long afterChange);

    /** {@return whether the engine decides a recording again} */
    @Description("Whether the engine decides again what was recorded before.")
    boolean isReplaying();

    /** {@return in what a replay differs from its recording so far, in words; empty if in nothing} */
    @Description("In what the replay differs from its recording so far, in words; empty if in nothing.")
    String[] getReplayDifferences();

    /**
     * Opens a lease: rules armed under it are disarmed when it is closed, or not renewed for its term.
     *
     * @param termMillis from 1000 to 3,600,000
     * @return the lease's id
     * @throws IllegalArgumentException if the term is out of range
     */
    @Description("Opens a lease and returns its id. Rules armed under it are disarmed unless it is renewed in time.")
    String openLease(@Description("How long it lasts after each renewal, 1000 to 3600000") long termMillis);

    /**
     * Arms a rule, or an incident, that lives no longer than a lease.
     *
     * @return the rule's id, or the incident's name
     * @throws IllegalArgumentException if the rule is refused, with every problem, or no such lease is open
     */
    @Description("Arms a rule, or incident:NAME, that is disarmed when the lease ends. Returns its id.")
    String armUnderLease(
            @Description("The lease's id") String lease, @Description("A rule in its one-line spelling") String rule);

    /**
     * Lets the term of a lease begin anew.
     *
     * @throws IllegalArgumentException if it has ended, and its rules with it
     */
    @Description("Lets the term of a lease begin anew.")
    void renewLease(@Description("The lease's id") String lease);

    /**
     * Ends a lease and returns how many rules that disarmed.
     *
     * @throws IllegalArgumentException if no such lease is open
     */
    @Description("Ends a lease, disarms its rules and returns how many there were.")
    int closeLease(@Description("The lease's id") String lease);

    /** {@return the open leases, each with how many milliseconds are left} */
    @Description("The open leases, each with how many milliseconds are left, as in: lease-1 27500")
    String[] getLeases();

    /** {@return the sequences that run, and those that were declared or started before, with their acts} */
    @Description("The sequences: those that run with the act that is on, and those that may be started by name.")
    SequenceInfo[] getSequences();

    /**
     * Starts a sequence that was declared, or started before.
     *
     * @throws IllegalArgumentException if none of this name is known, or a rule of any act is refused, with every problem
     * @throws IllegalStateException if it runs already
     */
    @Description("Starts a sequence that a rule file or server code declared, or that ran before.")
    void startSequence(@Description("The sequence's name") String name);

    /** Stops a sequence, disarms what it has armed, and returns whether it ran. */
    @Description("Stops a sequence and disarms what it has armed. Returns whether it ran.")
    boolean stopSequence(@Description("The sequence's name") String name);
}

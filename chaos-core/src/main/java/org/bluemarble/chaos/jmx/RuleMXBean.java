package org.bluemarble.chaos.jmx;

/**
 * One armed rule: {@code org.bluemarble.chaos:type=Rule,name=<id>}, with {@code engine=<name>} where the engine is not the
 * global one. It is there as long as the rule is armed.
 */
@Description("An armed fault rule. Its Enabled attribute is its feature flag.")
public interface RuleMXBean extends RuleInfo {

    /**
     * Switches the rule's flag.
     *
     * @param enabled whether the rule shall act on calls that begin from now on
     * @throws IllegalStateException if the rule has ended and {@code enabled} is true
     */
    void setEnabled(boolean enabled);

    /** Switches the rule's flag on. */
    @Description("Switches the rule's flag on: it acts on calls that begin from now on.")
    void enable();

    /** Switches the rule's flag off; the rule keeps its counts. */
    @Description("Switches the rule's flag off: calls pass undisturbed until it is enabled again.")
    void disable();

    /** Lets go of what was decided over JMX, and returns whether anything was. */
    @Description("Lets go of what was decided over JMX: the next source decides about the flag.")
    boolean release();

    /** Ends the rule; this MBean goes with it. */
    @Description("Ends the rule; this MBean goes with it.")
    void disarm();
}

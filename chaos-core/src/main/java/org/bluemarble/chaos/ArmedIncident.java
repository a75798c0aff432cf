package org.bluemarble.chaos;

import java.util.List;

/**
 * An incident that was armed: its rules as one. Thread-safe; closing disarms, and may be done twice. Each of its rules may
 * also end by itself, by its own time to live.
 */
public final class ArmedIncident implements AutoCloseable {

    private final Chaos engine;
    private final Incident incident;
    private final List<ArmedRule> rules;

    ArmedIncident(Chaos engine, Incident incident, List<ArmedRule> rules) {
        this.engine = engine;
        this.incident = incident;
        this.rules = List.copyOf(rules);
    }

    /** {@return the incident's name} */
    public String name() {
        return incident.name();
    }

    /** {@return which incident it is} */
    public Incident incident() {
        return incident;
    }

    /** {@return its rules, also those that have ended} */
    public List<ArmedRule> rules() {
        return rules;
    }

    /** {@return whether any of its rules is still armed} */
    public boolean isArmed() {
        return rules.stream().anyMatch(ArmedRule::isArmed);
    }

    /** Decides that those of its rules that have not ended act; see {@link ArmedRule#enable()}. */
    public void enable() {
        decide(FlagSource.API, Chaos.API, true);
    }

    /** Decides that none of its rules acts; see {@link ArmedRule#disable()}. */
    public void disable() {
        decide(FlagSource.API, Chaos.API, false);
    }

    void decide(FlagSource source, String actor, boolean on) {
        engine.book().flags().decideAll(rules, new FlagDecision(source, actor, on));
    }

    boolean release(FlagSource source, String actor) {
        boolean any = false;
        for (ArmedRule rule : rules) {
            any |= engine.book().flags().release(rule, source, actor);
        }
        return any;
    }

    /** Ends all of its rules in one step, as {@link ArmedRule#disarm()} does one. */
    public void disarm() {
        disarm(Chaos.API);
    }

    void disarm(String actor) {
        engine.book().endAll(rules, actor);
    }

    /** Does what {@link #disarm()} does. */
    @Override
    public void close() {
        disarm();
    }

    @Override
    public String toString() {
        return Incident.PREFIX + name();
    }
}

package org.bluemarble.chaos.jmx;

import org.jspecify.annotations.Nullable;

/** What an engine may ever do. */
public interface CeilingInfo {

    /** {@return the destructive faults that may be armed, sorted} */
    String[] getAllowedDestructive();

    /** {@return what no rule may touch, in words} */
    String[] getProtectedScopes();

    /** {@return the highest time to live of a rule, in milliseconds} */
    long getHighestTtlMillis();

    /** {@return the largest share of its selected calls that a rule may disturb, from 0 to 1} */
    double getHighestShare();

    /** {@return why nothing may be armed at all, or null} */
    @Nullable
    String getClosed();

    /** {@return the highest number of players that one rule may touch; -1 for any number} */
    long getHighestPlayers();

    /** {@return the hours in which rules may be armed and act, or null for always} */
    @Nullable
    String getHours();

    /** {@return whether every rule only decides, and disturbs no call} */
    boolean isDryRun();

    /** {@return the largest share of the players that one rule may touch, from 0 to 1} */
    double getHighestPlayerShare();

    /** {@return how much pressures may take, for example {@code cpu 50%}; empty for what each permits itself} */
    String[] getPressureCaps();
}

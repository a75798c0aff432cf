package org.bluemarble.chaos.agent.weave;

/** Opens packages of named modules to the agent's own classes. */
@FunctionalInterface
public interface PackageOpener {

    /** Opens the package of a class, if it is not open. */
    void open(Class<?> type);
}

package org.bluemarble.chaos.jdbc.driver;

/**
 * Opens a driver's package to reflection before its members are touched.
 *
 * <p>On the class path nothing needs to be done. A driver that is a named module hides its members; the agent opens it
 * through {@code Instrumentation.redefineModule}.
 */
@FunctionalInterface
public interface Opener {
    /** Does nothing: right for drivers on the class path. */
    Opener NONE = owner -> {};

    /**
     * Opens the package of a class to the module of this one. Called before each first use of a member.
     *
     * @param owner a class of the driver
     */
    void open(Class<?> owner);
}

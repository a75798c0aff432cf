package org.bluemarble.chaos;

/**
 * A fault that a target module brings, as a type of that module. Rules hold it as a {@link TargetFault}: the module may
 * be loaded more than once (by the agent and by the application), and only core's types are the same for both.
 */
public non-sealed interface ModuleFault extends Fault {

    /** {@return this fault in the form that crosses class loaders} */
    default TargetFault toTargetFault() {
        return new TargetFault(name(), parameters());
    }
}

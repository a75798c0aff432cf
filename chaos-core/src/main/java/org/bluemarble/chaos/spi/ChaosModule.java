package org.bluemarble.chaos.spi;

import java.util.List;
import java.util.Optional;
import org.bluemarble.chaos.FaultDescriptor;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.PointDescriptor;

/**
 * What a target module brings: its points and faults. Found by {@link java.util.ServiceLoader} where the module is used as
 * a library, and handed over by the agent. The same module met twice must bring equal descriptors.
 */
public interface ChaosModule {

    /** {@return the module's name, for example {@code chaos-jdbc}} */
    String name();

    /** {@return the module's version, which must be that of core} */
    String version();

    /** {@return the points whose calls the module intercepts} */
    List<PointDescriptor> points();

    /** {@return the faults that the module can apply} */
    List<FaultDescriptor> faults();

    /** {@return the families of points whose names rules make up; most modules have none} */
    default List<PointFamily> families() {
        return List.of();
    }

    /**
     * Says why a rule could never act, whatever call it selects, though each of its parts makes sense: its fault cannot be
     * done to any call of its selector. Asked when the rule is read, for rules at any point.
     *
     * @return what follows the fault's name in the refusal, for example {@code but must be another at kind=xa; …}; empty if
     *     the module sees nothing wrong
     */
    default Optional<String> complaint(FaultRule rule) {
        return Optional.empty();
    }
}

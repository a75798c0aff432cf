package org.bluemarble.chaos.spi;

import java.util.List;
import org.bluemarble.chaos.Incident;

/**
 * Brings incidents. Found by {@link java.util.ServiceLoader} where it is used as a library, and handed over by the agent;
 * asked when somebody asks for an incident, and not before.
 */
public interface IncidentSource {

    /** {@return the incidents, in the order in which they are listed} */
    List<Incident> incidents();
}

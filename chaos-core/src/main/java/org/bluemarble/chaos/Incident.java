package org.bluemarble.chaos;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bluemarble.chaos.spi.RuleDraft;

/**
 * Something that happens to servers, by its name: a recipe for several rules that are armed and disarmed as one. Immutable.
 * See {@link Incidents}.
 */
public interface Incident {

    /** What stands before an incident's name where a rule or an id could stand, too. */
    String PREFIX = "incident:";

    /** {@return its name, formed as a rule's id} */
    String name();

    /** {@return what happens, in one sentence} */
    String summary();

    /** {@return where it was defined: {@code built in}, or a file's name} */
    String origin();

    /** {@return what can be said about it; one whose fallback is empty may be left out and then says nothing} */
    List<ParameterDescriptor> parameters();

    /** {@return names of the modules without which it cannot be} */
    Set<String> needs();

    /** {@return named points of server code that may not be loaded yet} */
    Set<String> points();

    /**
     * Returns the rules as they were written, with the values in their places. Their ids begin with the incident's name.
     *
     * @param values a text for each parameter, which may be empty for one whose fallback is
     */
    List<RuleDraft> rules(Map<String, String> values);
}

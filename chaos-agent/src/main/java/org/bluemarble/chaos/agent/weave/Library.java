package org.bluemarble.chaos.agent.weave;

import java.util.Objects;

/**
 * A library whose classes are woven.
 *
 * @param name how rules and messages call it, for example {@code pgjdbc}
 * @param since the oldest version that is known to have the methods we weave
 */
public record Library(String name, String since) {

    public Library {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(since, "since");
    }

    @Override
    public String toString() {
        return name + " " + since;
    }
}

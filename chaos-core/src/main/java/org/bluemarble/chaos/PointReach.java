package org.bluemarble.chaos;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bluemarble.chaos.spi.DirectCallers;
import org.bluemarble.chaos.spi.Weaves;

/**
 * Which calls can pass a point in this JVM: those of woven code, and those of whoever passes it without.
 *
 * @param weaves the weaves whose calls pass the point, whatever their state; none for a point that nothing is woven for
 * @param direct who passes it without woven code, in words, as far as is known
 */
record PointReach(String point, List<Weaves.Weave> weaves, List<String> direct) {

    static PointReach of(String point) {
        return new PointReach(point, Weaves.at(point), DirectCallers.of(point));
    }

    /**
     * Returns why no call can pass it, as the end of a sentence that begins with the point. Empty as well where that is not
     * known: a named point of server code has no weaves.
     */
    Optional<String> complaint() {
        boolean open = weaves.isEmpty()
                || !direct.isEmpty()
                || weaves.stream().anyMatch(weave -> weave.within().contains(point));
        if (open) {
            return Optional.empty();
        }
        String failures = weaves.stream()
                .filter(weave -> weave.state() == Weaves.State.FAILED)
                .map(weave -> weave.name() + " (" + weave.detail() + ")")
                .collect(Collectors.joining(", "));
        return Optional.of(
                failures.isEmpty()
                        ? ", which no call passes any more, since the agent's code was taken out of every class;"
                                + " start the JVM again with the agent, or wrap what the server uses"
                        : ", which no call can pass here, since the code could not be put into " + failures);
    }

    /** {@return whether the point has weaves, and all of them are in this state} */
    boolean isAll(Weaves.State state) {
        return !weaves.isEmpty() && weaves.stream().allMatch(weave -> weave.state() == state);
    }

    /** {@return what whoever arms a rule here wants to know at once, in words} */
    Optional<String> remark() {
        return isAll(Weaves.State.ABSENT) && direct.isEmpty()
                ? Optional.of("no class of this point is loaded so far; it takes effect when one is")
                : Optional.empty();
    }
}

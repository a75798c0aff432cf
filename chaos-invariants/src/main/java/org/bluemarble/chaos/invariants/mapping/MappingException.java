package org.bluemarble.chaos.invariants.mapping;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A mapping that cannot be used, with everything that is wrong with it at once. */
public final class MappingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    // Serialised exceptions travel as their message; the list is for the code that catches this one.
    private final transient List<Problem> problems;

    /**
     * Tells what is wrong.
     *
     * @param source the mapping's name or file
     * @param problems at least one
     */
    public MappingException(String source, List<Problem> problems) {
        super(inOrder(problems).stream()
                .map(problem -> "\n" + problem)
                .collect(Collectors.joining(
                        "",
                        problems.size() + (problems.size() == 1 ? " problem in " : " problems in ") + source + ":",
                        "")));
        this.problems = inOrder(problems);
    }

    /** Problems come from several passes over the mapping; people read them from top to bottom. */
    private static List<Problem> inOrder(List<Problem> problems) {
        return problems.stream()
                .sorted(Comparator.comparingInt(problem -> problem.line().orElse(0)))
                .toList();
    }

    /** {@return all problems, in the order of the mapping} */
    public List<Problem> problems() {
        return problems == null ? List.of() : problems;
    }
}

package org.bluemarble.chaos;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A rule, ceiling or file that cannot be used, with every problem that was found. Nothing of it took effect. */
public final class ChaosConfigurationException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    // Transient: the message holds all that a remote reader needs.
    private final transient List<Problem> problems;

    /**
     * Creates the exception.
     *
     * @param source what was read, for example {@code chaos.yaml} or {@code rule}
     * @param problems at least one, in the order of their positions
     */
    public ChaosConfigurationException(String source, List<Problem> problems) {
        super(message(source, problems));
        this.problems = List.copyOf(problems);
    }

    /** {@return the problems, in the order of their positions} */
    public List<Problem> problems() {
        return problems == null ? List.of() : problems;
    }

    /** {@return where the problems were found, and all of them} */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage(), "message");
    }

    private static String message(String source, List<Problem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("problems was empty but must name at least one");
        }
        if (problems.size() == 1) {
            return source + ": " + problems.get(0);
        }
        // Positions in a column of their own, so that the eye finds the line.
        int width = problems.stream()
                .mapToInt(ChaosConfigurationException::width)
                .max()
                .orElse(0);
        return problems.stream()
                .map(problem -> "\n  " + aligned(problem, width))
                .collect(Collectors.joining("", problems.size() + " problems in " + source + ":", ""));
    }

    private static int width(Problem problem) {
        return problem.position() == null ? 0 : problem.position().length();
    }

    private static String aligned(Problem problem, int width) {
        return problem.position() == null
                ? problem.text()
                : problem.position() + " ".repeat(width - width(problem) + 2) + problem.text();
    }
}

package org.bluemarble.chaos.invariants;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.bluemarble.chaos.invariants.facts.FactSource;

/**
 * Brings the economy to rest before the final verdict.
 *
 * <p>The statement of a client that was killed goes on and may commit seconds later, so a verdict given at once misses late
 * doubles and invents losses. The steps, in this order: fence the dead server; end its database sessions and wait until they
 * are gone, or wait for them; start recovery and wait until it is ready; let clients retry until each is told or gives up;
 * drain outboxes. Then the state is judged, left alone for a while, and judged again: only if nothing changed may the
 * verdict say {@code holds}.
 *
 * <pre>{@code
 * Report report = Quiesce.before(checker, dataSource)
 *         .endSessions(new SessionTag.ApplicationName("shard-1/3"), Duration.ofSeconds(30))
 *         .step("restart the server", Duration.ofSeconds(60), supervisor::restart)
 *         .await("clients settle", Duration.ofSeconds(30), bots::haveSettled)
 *         .check(FactSource.file(factLog));
 * }</pre>
 *
 * <p>Immutable and thread-safe as far as its actions are.
 */
public final class Quiesce {

    /** A killed client's statement was seen to commit 2 seconds later; one more for a busy machine. */
    private static final Duration DEFAULT_STABILITY = Duration.ofSeconds(3);

    private static final Duration POLL = Duration.ofMillis(50);

    private final EconomyChecker checker;
    private final DataSource database;
    private final List<QuiesceStep> steps;
    private final Duration stability;

    private Quiesce(EconomyChecker checker, DataSource database, List<QuiesceStep> steps, Duration stability) {
        this.checker = Objects.requireNonNull(checker, "checker");
        this.database = Objects.requireNonNull(database, "database");
        this.steps = List.copyOf(steps);
        this.stability = stability;
    }

    /**
     * Begins without any steps.
     *
     * @param checker judges in the end
     * @param database the database to bring to rest
     * @return a protocol that only checks, waits 3 seconds and checks again
     */
    public static Quiesce before(EconomyChecker checker, DataSource database) {
        return new Quiesce(checker, database, List.of(), DEFAULT_STABILITY);
    }

    /**
     * Ends the sessions of a dead server and waits until they are gone. Needs the right to end them.
     *
     * @param tag what the sessions are known by; sessions of living servers must not carry it
     * @param timeout how long it may take
     * @return this protocol with one more step
     */
    public Quiesce endSessions(SessionTag tag, Duration timeout) {
        return step("end the sessions with " + tag, timeout, () -> awaitGone(tag, true));
    }

    /**
     * Waits until the sessions of a dead server have ended by themselves, so that what they still commit is judged too.
     *
     * @param tag what the sessions are known by; sessions of living servers must not carry it
     * @param timeout how long it may take
     * @return this protocol with one more step
     */
    public Quiesce awaitSessions(SessionTag tag, Duration timeout) {
        return step("wait for the sessions with " + tag, timeout, () -> awaitGone(tag, false));
    }

    /**
     * Does something of the caller's, for example the restart of the server.
     *
     * @param name what it is, for reports
     * @param timeout how long it may take; then its thread is interrupted
     * @param action what to do
     * @return this protocol with one more step
     * @throws IllegalArgumentException if the timeout is not positive
     */
    public Quiesce step(String name, Duration timeout, Action action) {
        List<QuiesceStep> more = new ArrayList<>(steps);
        more.add(new QuiesceStep(name, timeout, action));
        return new Quiesce(checker, database, more, stability);
    }

    /**
     * Waits until something of the caller's has come to rest, for example clients that still retry.
     *
     * @param name what it is, for reports
     * @param timeout how long it may take
     * @param settled asked every 50 milliseconds
     * @return this protocol with one more step
     * @throws IllegalArgumentException if the timeout is not positive
     */
    public Quiesce await(String name, Duration timeout, BooleanSupplier settled) {
        return step(name, timeout, () -> {
            while (!settled.getAsBoolean()) {
                Thread.sleep(POLL.toMillis());
            }
        });
    }

    /**
     * Chooses how long nothing may change.
     *
     * @param pause between the two checks; 0 or more, 3 seconds unless told otherwise
     * @return this protocol with another pause
     * @throws IllegalArgumentException if the pause is negative
     */
    public Quiesce stability(Duration pause) {
        if (pause.isNegative()) {
            throw new IllegalArgumentException("stability was " + pause + " but must not be negative");
        }
        return new Quiesce(checker, database, steps, pause);
    }

    /**
     * Takes all steps and judges.
     *
     * <p>If a step fails the state is judged as it is: a violation that is seen is one, but nothing holds.
     *
     * @param facts what clients were told
     * @return the findings of the second check
     * @throws SQLException if the database cannot be reached after all steps went well
     * @throws IOException if the facts cannot be read
     * @throws InterruptedException if the caller is interrupted
     */
    public Report check(FactSource facts) throws SQLException, IOException, InterruptedException {
        for (QuiesceStep step : steps) {
            Optional<String> failure = StepRunner.run(step);
            if (failure.isPresent()) {
                return restless(facts, "not at rest: " + failure.get());
            }
        }
        Observation first = checker.observe(database, facts, Sessions.ENDED, true);
        Thread.sleep(stability.toMillis());
        Observation second = checker.observe(database, facts, Sessions.ENDED, true);
        return compare(first, second);
    }

    private Report restless(FactSource facts, String reason) throws IOException {
        try {
            return checker.observe(database, facts, Sessions.MAY_RUN, false)
                    .report()
                    .withDoubt(reason);
        } catch (SQLException unreachable) {
            Verdict unknown = Verdict.unknown(reason + "; and " + unreachable.getMessage());
            List<Finding> findings = checker.mapping().check().stream()
                    .map(invariant -> new Finding(invariant, unknown))
                    .toList();
            return new Report(checker.mapping().name(), findings, OutcomeTally.none(), List.of());
        }
    }

    private Report compare(Observation first, Observation second) {
        if (first.digest().isEmpty() || second.digest().isEmpty()) {
            return second.report()
                    .withDoubt("nobody can say whether the state still moves: it could not be read twice");
        }
        if (!first.digest().equals(second.digest())) {
            return second.report()
                    .withDoubt("still moving: the state changed within " + stability.toMillis() + " ms of rest");
        }
        if (!first.report().outcomes().equals(second.report().outcomes())) {
            return second.report()
                    .withDoubt(
                            "still moving: clients were told something within " + stability.toMillis() + " ms of rest");
        }
        return second.report();
    }

    private void awaitGone(SessionTag tag, boolean end) throws SQLException, InterruptedException {
        try (Connection connection = database.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            // Inside a transaction PostgreSQL would show the same list of sessions for ever.
            connection.setAutoCommit(true);
            try {
                awaitGone(new SessionRegister(connection, tag), end);
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        }
    }

    private static void awaitGone(SessionRegister register, boolean end) throws SQLException, InterruptedException {
        for (List<Long> ids = register.list(); !ids.isEmpty(); ids = register.list()) {
            if (end) {
                register.end(ids);
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    /** A step of the caller's. */
    @FunctionalInterface
    public interface Action {

        /**
         * Does it, and returns when it is done.
         *
         * @throws Exception if it cannot be done; the verdict then says why it is unknown
         */
        void run() throws Exception;
    }
}

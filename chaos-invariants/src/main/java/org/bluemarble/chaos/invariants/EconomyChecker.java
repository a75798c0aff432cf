package org.bluemarble.chaos.invariants;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.bluemarble.chaos.invariants.facts.FactCursor;
import org.bluemarble.chaos.invariants.facts.FactSource;
import org.bluemarble.chaos.invariants.mapping.EconomyMapping;
import org.bluemarble.chaos.invariants.mapping.MappingException;
import org.jspecify.annotations.Nullable;

/**
 * Judges an economy on one snapshot of its database and, where there is one, the fact log of its clients.
 *
 * <pre>{@code
 * EconomyMapping mapping = EconomyMapping.read(Path.of("economy.yaml"));
 * Report report = EconomyChecker.of(mapping).check(dataSource, FactSource.file(Path.of("facts.jsonl")));
 * System.out.print(report.toText());
 * }</pre>
 *
 * <p>A violation is reported only if no possible world explains what was found, whatever became of operations whose clients
 * were told nothing; so there are no false alarms, also while players play. An invariant whose tables are not mapped is
 * {@code unknown}, never {@code holds}. The final verdict after a fault belongs to {@link Quiesce}.
 *
 * <p>Immutable and thread-safe. Reads only; on PostgreSQL and MariaDB the database itself refuses writes of a check.
 */
public final class EconomyChecker {

    private static final int DEFAULT_WITNESSES = 5;
    private static final int MOST_WITNESSES = 1_000;

    /** A snapshot holds back the database's own cleaning, so none is held for long by one query. */
    private static final Duration DEFAULT_QUERY_TIMEOUT = Duration.ofSeconds(30);

    private final EconomyMapping mapping;
    private final int witnesses;
    private final Duration queryTimeout;

    private EconomyChecker(EconomyMapping mapping, int witnesses, Duration queryTimeout) {
        this.mapping = Objects.requireNonNull(mapping, "mapping");
        this.witnesses = witnesses;
        this.queryTimeout = queryTimeout;
    }

    /**
     * Makes a checker.
     *
     * @param mapping where the game keeps its economy
     * @return a checker that keeps 5 witnesses of each violation and gives each query 30 seconds
     */
    public static EconomyChecker of(EconomyMapping mapping) {
        return new EconomyChecker(mapping, DEFAULT_WITNESSES, DEFAULT_QUERY_TIMEOUT);
    }

    /**
     * Chooses how many witnesses of each violation are kept. All breaches are counted in any case.
     *
     * @param most from 1 to 1,000
     * @return a checker that keeps so many
     * @throws IllegalArgumentException if the number is out of range
     */
    public EconomyChecker withWitnesses(int most) {
        if (most < 1 || most > MOST_WITNESSES) {
            throw new IllegalArgumentException("witnesses was " + most + " but must lie between 1 and 1,000");
        }
        return new EconomyChecker(mapping, most, queryTimeout);
    }

    /**
     * Chooses how long one query may take. A query that takes longer makes its invariant unknown.
     *
     * @param limit at least a second; taken in whole seconds
     * @return a checker with this limit
     * @throws IllegalArgumentException if the limit is shorter than a second
     */
    public EconomyChecker withQueryTimeout(Duration limit) {
        if (limit.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("query timeout was " + limit + " but must be at least a second");
        }
        return new EconomyChecker(mapping, witnesses, limit);
    }

    /** {@return the mapping this checker judges by} */
    public EconomyMapping mapping() {
        return mapping;
    }

    /**
     * Looks every table and column of the mapping up, without judging anything. For the start of a run, where a misspelt
     * name should be heard of.
     *
     * @param database the database
     * @throws SQLException if the database cannot be read, or is none whose snapshots are known here
     * @throws MappingException if names are unknown or amounts are not exact, with every problem
     */
    public void validate(DataSource database) throws SQLException {
        try (Snapshot snapshot = Snapshot.of(database, queryTimeout)) {
            Binder.bind(mapping, snapshot.dialect(), snapshot.connection());
        }
    }

    /**
     * Judges what the database alone can tell; invariants that need a fact log are unknown.
     *
     * @param database the primary, not a replica
     * @return the findings
     * @throws SQLException if the database cannot be reached, or is none whose snapshots are known here. A query that fails
     *     later makes its invariant unknown instead
     * @throws MappingException if the mapping does not fit the database, with every problem
     */
    public Report check(DataSource database) throws SQLException {
        try {
            return observe(database, null, Sessions.MAY_RUN, false).report();
        } catch (IOException impossible) {
            throw new IllegalStateException("no fact log was read", impossible);
        }
    }

    /**
     * Judges the economy as it is now, knowing nothing of sessions that may still run.
     *
     * @param database the primary, not a replica
     * @param facts what clients were told
     * @return the findings
     * @throws SQLException as {@link #check(DataSource)} does
     * @throws IOException if the facts cannot be read
     * @throws MappingException if the mapping does not fit the database, with every problem
     */
    public Report check(DataSource database, FactSource facts) throws SQLException, IOException {
        return check(database, facts, Sessions.MAY_RUN);
    }

    /**
     * Judges the economy as it is now.
     *
     * @param database the primary, not a replica
     * @param facts what clients were told
     * @param sessions whether somebody may still carry out an operation in doubt; if so no refusal can be called final
     * @return the findings
     * @throws SQLException as {@link #check(DataSource)} does
     * @throws IOException if the facts cannot be read
     * @throws MappingException if the mapping does not fit the database, with every problem
     */
    public Report check(DataSource database, FactSource facts, Sessions sessions) throws SQLException, IOException {
        return observe(database, facts, sessions, false).report();
    }

    Observation observe(DataSource database, @Nullable FactSource facts, Sessions sessions, boolean withDigest)
            throws SQLException, IOException {
        // Facts before snapshot: what is acknowledged later speaks of commits this snapshot need not show.
        try (FactCursor cursor = facts == null ? null : facts.open()) {
            Snapshot snapshot = Snapshot.of(database, queryTimeout);
            Observation observation;
            try {
                BoundEconomy economy = Binder.bind(mapping, snapshot.dialect(), snapshot.connection());
                observation = new Judgement(snapshot, economy, witnesses).judge(cursor, sessions, withDigest);
            } catch (SQLException | IOException | RuntimeException failure) {
                closeAfter(snapshot, failure);
                throw failure;
            }
            return observation.closing(snapshot);
        }
    }

    private static void closeAfter(Snapshot snapshot, Exception failure) {
        try {
            snapshot.close();
        } catch (SQLException again) {
            failure.addSuppressed(again);
        }
    }
}
